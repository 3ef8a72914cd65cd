#!/usr/bin/env bash
# Starts everything in containers and waits until it is healthy. It fails when a container ends or stays unhealthy, but for a worker
# whose model cannot be had: that one is named. The first time it makes an API key, without which the gateway
# does not listen on a network, and keeps it in .switchyard/compose.key; Prometheus gets one of its own.
#   PROFILES  more parts: ai
set -euo pipefail
cd "$(dirname "$0")/../.."
key=.switchyard/compose.key
compose() { docker compose -f docker/compose.yaml "$@"; }

compose up --detach --wait redis
make_key() { # FILE NAME SCOPE
  [ -s "$1" ] || (umask 077 && mkdir -p .switchyard && compose run --rm --no-deps cli key create "$2" --scope "$3" >"$1.new" && mv "$1.new" "$1")
}
make_key "$key" compose admin
make_key .switchyard/compose-metrics.key prometheus read
# Prometheus runs as a user of its own.
chmod 644 .switchyard/compose-metrics.key
profiles=()
for profile in ${PROFILES:-}; do profiles+=(--profile "$profile"); done
compose "${profiles[@]}" up --detach

# Until every container is healthy; one whose model cannot be had keeps the others from nothing, and asks for it again and again.
now='{{index .Config.Labels "com.docker.compose.service"}} {{.State.Status}} {{with .State.Health}}{{.Status}}{{else}}healthy{{end}}'
while :; do
  starting='' failed='' waiting=''
  for id in $(compose "${profiles[@]}" ps --all --quiet); do
    read -r service state health < <(docker inspect --format "$now" "$id")
    [ "$state $health" != 'running healthy' ] || continue
    said=$(docker inspect --format '{{with .State.Health}}{{range .Log}}{{.Output}}{{end}}{{end}}' "$id" | sed '/^$/d' | tail -n 1)
    case "$state $health $said" in
      *'could not be fetched'*) waiting+="  $service: $said"$'\n' ;;
      running\ starting*) starting+=" $service" ;;
      *) failed+="  $service ($state): $said"$'\n' ;;
    esac
  done
  [ -z "$failed" ] || {
    printf 'compose-up: not ready; docker compose -f docker/compose.yaml logs SERVICE says more\n%s' "$failed" >&2
    exit 1
  }
  [ -n "$starting" ] || break
  sleep 1
done
[ -z "$waiting" ] || printf 'healthy but for workers that wait for their models; the rest works, and so will they when the models are there:\n%s' "$waiting"
printf 'gateway    http://127.0.0.1:%s\nAPI key    %s\nstop it with: make compose-down\n' "${PORT:-8000}" "$key"
