#!/usr/bin/env bash
# Runs the core on a Kubernetes with real pods: a task over the service, new versions in mid-task, workers that come and go with the queue,
# network policies. Without KUBECONFIG it starts a cluster of one node on this machine; a cluster of yours needs KEDA, a plugin that
# holds network policies, and the images switchyard/*:test and, of api-gateway and subtitle-worker, :next.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${KUBECONFIG:-}" ]; then
  . tools/deploy/engine.sh
  bash tools/deploy/cluster.sh build
  . tools/deploy/core-images.sh
  bash tools/deploy/cluster.sh images
  images=.switchyard/k8s/images.tar
  docker save --output "$images" switchyard/{sandbox,keda,api-gateway,monitor,flow-engine,subtitle-worker,ffmpeg-worker,cli}:test \
    switchyard/{api-gateway,subtitle-worker}:next "$REDIS_IMAGE"
  trap 'bash tools/deploy/cluster.sh down; stop_engine' EXIT
  began=$SECONDS
  bash tools/deploy/cluster.sh up "$images" >/dev/null
  rm "$images"
  echo "k8s: a node is ready after $((SECONDS - began)) s"
  export KUBECONFIG=$PWD/.switchyard/k8s/run/kubeconfig
fi
node tools/deploy/dist/real/main.js
