# Sourced: a Docker engine to test with and, by need_compose, its Compose. Where none answers, and this is Debian and root, one is installed and
# started for the time of the script, with all it keeps below .switchyard/docker.
kept=$PWD/.switchyard/docker
COMPOSE=v2.40.3
mkdir -p "$kept"

stop_engine() { [ -z "${engine_pid:-}" ] || { kill "$engine_pid" && wait "$engine_pid"; } 2>/dev/null || true; }

if ! docker info >/dev/null 2>&1; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
    echo "no Docker engine answers: start one (sudo systemctl start docker), or set DOCKER_HOST" >&2
    exit 1
  }
  if ! [ -x /usr/sbin/dockerd ] || ! command -v mmdebstrap >/dev/null; then
    echo "images: Docker engine from Debian"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io mmdebstrap iptables >/dev/null
  fi
  export DOCKER_HOST=unix://$kept/docker.sock
  /usr/sbin/dockerd -H "$DOCKER_HOST" --data-root "$kept/data" --exec-root "$kept/exec" -p "$kept/dockerd.pid" \
    --bip 172.30.7.1/24 --log-level warn >"$kept/dockerd.log" 2>&1 &
  engine_pid=$!
  trap stop_engine EXIT
  for _ in $(seq 150); do docker info >/dev/null 2>&1 && break || sleep 0.2; done
  docker info >/dev/null || { tail -5 "$kept/dockerd.log" >&2; exit 1; }
fi

# Debian's client builds with BuildKit as it is; a newer one needs the plugin buildx.
if ! docker buildx version >/dev/null 2>&1 && [ -x /usr/bin/docker ]; then
  mkdir -p "$kept/bin" && ln -sf /usr/bin/docker "$kept/bin/docker" && export PATH=$kept/bin:$PATH
fi

need_compose() {
  ! docker compose version >/dev/null 2>&1 || return 0
  export DOCKER_CONFIG=$kept/config
  if ! [ -x "$DOCKER_CONFIG/cli-plugins/docker-compose" ]; then
    command -v go >/dev/null || { echo "docker compose is missing: install Docker's compose plugin, or Go, to build it" >&2; exit 1; }
    echo "images: Compose $COMPOSE, built once (some minutes)"
    mkdir -p "$kept/compose" "$DOCKER_CONFIG/cli-plugins"
    (cd "$kept/compose" && { [ -f go.mod ] || go mod init example.invalid/compose 2>/dev/null; } \
      && go get "github.com/docker/compose/v2/cmd@$COMPOSE" 2>/dev/null \
      && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X github.com/docker/compose/v2/internal.Version=$COMPOSE" \
        -o "$DOCKER_CONFIG/cli-plugins/docker-compose" github.com/docker/compose/v2/cmd)
  fi
}
