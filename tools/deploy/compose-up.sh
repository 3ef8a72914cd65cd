#!/usr/bin/env bash
# Starts everything in containers and waits until it is healthy. The first time it makes an API key, without which the gateway
# does not listen on a network, and keeps it in .switchyard/compose.key.
#   PROFILES  more parts: ai
set -euo pipefail
cd "$(dirname "$0")/../.."
key=.switchyard/compose.key
compose() { docker compose -f docker/compose.yaml "$@"; }

compose up --detach --wait redis
if [ ! -s "$key" ]; then
  mkdir -p .switchyard
  (umask 077 && compose run --rm --no-deps cli key create compose --scope admin >"$key.new" && mv "$key.new" "$key")
fi
profiles=()
for profile in ${PROFILES:-}; do profiles+=(--profile "$profile"); done
compose "${profiles[@]}" up --detach --wait
printf 'gateway    http://127.0.0.1:%s\nAPI key    %s\nstop it with: make compose-down\n' "${PORT:-8000}" "$key"
