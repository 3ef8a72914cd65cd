#!/usr/bin/env bash
# What a real API server says to the overlays: it takes all of each, admits the pods of every deployment under the Pod Security of
# their namespace, and refuses pods that may do too much. Without KUBECONFIG it starts a server of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
bash tools/deploy/checkers.sh # KEDA's and the Prometheus operator's definitions
if [ -z "${KUBECONFIG:-}" ]; then
  bash tools/deploy/control-plane.sh build
  trap 'bash tools/deploy/control-plane.sh down' EXIT
  bash tools/deploy/control-plane.sh up
  export KUBECONFIG=$PWD/.switchyard/k8s/run/kubeconfig
fi
node tools/deploy/dist/k8s/main.js
