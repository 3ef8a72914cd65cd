# Sourced, with RUN set to a folder: programs in the background, by name, that are ended for certain and not mistaken for others.

# When a process began tells it from a later one with the same number.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

start() { # NAME PROGRAM ARGUMENTS
  local name=$1
  shift
  "$@" >"$RUN/$name.log" 2>&1 </dev/null &
  echo "$! $(began $!)" >"$RUN/$name.pid"
}

runs() { # NAME
  local pid start
  read -r pid start 2>/dev/null <"$RUN/$1.pid" && [ -n "$start" ] && [ "$(began "$pid")" = "$start" ]
}

stop() { # NAMES
  local name pid
  for name in "$@"; do
    if runs "$name"; then
      read -r pid _ <"$RUN/$name.pid"
      kill "$pid"
      for _ in $(seq 50); do runs "$name" && sleep 0.1 || break; done
      ! runs "$name" || kill -KILL "$pid"
    fi
    rm -f "$RUN/$name.pid"
  done
}

ready() { # NAME COMMAND: until the command passes; the program of that name must not end meanwhile
  local name=$1
  shift
  for _ in $(seq 600); do
    "$@" >/dev/null 2>&1 && return
    runs "$name" || break
    sleep 0.2
  done
  echo "$name is not ready:" >&2
  tail -5 "$RUN/$name.log" >&2
  return 1
}
