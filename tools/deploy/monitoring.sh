#!/usr/bin/env bash
# Prometheus on 9090, Alertmanager on 9093 and, where it is installed, Grafana on 3001: monitoring.sh up|down
# In containers beside `make compose-up` where a Docker engine answers, else as processes beside `make dev-up`.
#   MONITORING=local  processes in any case        PROMETHEUS_PORT, ALERTMANAGER_PORT  other ports of the processes
set -euo pipefail
cd "$(dirname "$0")/../.."
ROOT=$PWD PLACE=$PWD/.switchyard/monitoring BIN=$PWD/.switchyard/deploy/bin
PROMETHEUS_PORT=${PROMETHEUS_PORT:-9090} ALERTMANAGER_PORT=${ALERTMANAGER_PORT:-9093}

if [ "${MONITORING:-}" != local ] && docker info >/dev/null 2>&1; then
  case $1 in
    up) exec docker compose -f docker/compose.yaml --profile monitoring up --detach --wait prometheus alertmanager grafana ;;
    down) exec docker compose -f docker/compose.yaml --profile monitoring stop prometheus alertmanager grafana ;;
  esac
fi

stop() { # NAME: of the process that this script started under it
  local pid
  pid=$(cat "$PLACE/$1.pid" 2>/dev/null) || return 0
  # the number may be that of another process by now
  if grep -qs "$PLACE" "/proc/$pid/cmdline"; then
    kill -- "-$pid"
    while [ -d "/proc/$pid" ]; do sleep 0.1; done
    echo "$1 stopped"
  fi
  rm -f "$PLACE/$1.pid"
}

start() { # NAME URL PROGRAM ARGUMENTS: until it is ready
  local name=$1 url=$2
  shift 2
  stop "$name"
  (cd "$PLACE" && exec setsid "$@" >"$name.log" 2>&1 </dev/null) &
  echo $! >"$PLACE/$name.pid"
  for _ in $(seq 300); do
    curl -fsS -o /dev/null "$url" 2>/dev/null && { echo "$name    $url"; return; }
    [ -d "/proc/$(cat "$PLACE/$name.pid")" ] || break
    sleep 0.1
  done
  tail -5 "$PLACE/$name.log" >&2
  return 1
}

configure() {
  mkdir -p "$PLACE"
  node tools/deploy/dist/local-targets.js .switchyard/logs >"$PLACE/targets.json"
  cp deployments/monitoring/alerts.yml "$PLACE/"
  sed -e '/authorization:/d' -e '/The gateway answers only/d' -e 's/targets.yml/targets.json/' \
    -e "s/alertmanager:9093/127.0.0.1:$ALERTMANAGER_PORT/" deployments/monitoring/prometheus.yml >"$PLACE/prometheus.yml"
}

start_grafana() {
  local home=${GRAFANA_HOME:-/usr/share/grafana}
  command -v grafana >/dev/null || { echo 'grafana   not installed: the dashboards are in deployments/monitoring/grafana'; return; }
  mkdir -p "$PLACE/provisioning/datasources" "$PLACE/provisioning/dashboards"
  sed "s/prometheus:9090/127.0.0.1:$PROMETHEUS_PORT/" deployments/monitoring/grafana/provisioning/datasources/prometheus.yml >"$PLACE/provisioning/datasources/prometheus.yml"
  sed "s,/var/lib/grafana/dashboards,$ROOT/deployments/monitoring/grafana/dashboards," deployments/monitoring/grafana/provisioning/dashboards/switchyard.yml >"$PLACE/provisioning/dashboards/switchyard.yml"
  GF_SERVER_HTTP_ADDR=127.0.0.1 GF_SERVER_HTTP_PORT=3001 GF_PATHS_PROVISIONING=$PLACE/provisioning \
    start grafana http://127.0.0.1:3001/api/health grafana server --homepath "$home" "cfg:default.paths.data=$PLACE/grafana"
}

case $1 in
  up)
    bash tools/deploy/prometheus.sh
    configure
    # Debian's looks for its templates where its package would be installed.
    start alertmanager "http://127.0.0.1:$ALERTMANAGER_PORT/-/ready" bwrap --dev-bind / / --tmpfs /usr/share \
      --ro-bind "$BIN/../templates" /usr/share/prometheus "$BIN/alertmanager" --config.file "$ROOT/deployments/monitoring/alertmanager.yml" \
      --storage.path "$PLACE/alertmanager" --web.listen-address "127.0.0.1:$ALERTMANAGER_PORT" --cluster.listen-address=
    start prometheus "http://127.0.0.1:$PROMETHEUS_PORT/-/ready" "$BIN/prometheus" --config.file prometheus.yml \
      --storage.tsdb.path "$PLACE/prometheus" --web.listen-address "127.0.0.1:$PROMETHEUS_PORT"
    start_grafana
    ;;
  down) for name in grafana prometheus alertmanager; do stop "$name"; done ;;
esac
