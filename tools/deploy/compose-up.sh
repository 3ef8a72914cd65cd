#!/usr/bin/env bash
# Starts everything in containers and waits until it is healthy. The first time it makes an API key, without which the gateway
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
compose "${profiles[@]}" up --detach --wait || {
  compose "${profiles[@]}" ps --all --format '{{.Service}}: {{.Status}}' | grep -v '(healthy)' >&2 || true
  echo 'compose-up: these are not ready; docker compose -f docker/compose.yaml logs SERVICE says what one lacks, e.g. a model' >&2
  exit 1
}
printf 'gateway    http://127.0.0.1:%s\nAPI key    %s\nstop it with: make compose-down\n' "${PORT:-8000}" "$key"
