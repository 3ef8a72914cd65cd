#!/usr/bin/env bash
# Builds images, starts Compose with them, and holds the promises of an installation in containers: a worker that ends in the
# middle of a task and a gateway that is replaced lose nothing. Everything that it started is ended again.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/deploy/engine.sh
if ! docker image inspect node:22-bookworm-slim >/dev/null 2>&1 && ! timeout 60 docker pull --quiet node:22-bookworm-slim >/dev/null 2>&1; then
  echo "images: no registry of images answers, so stand-ins are made out of Debian's packages"
  bash tools/deploy/stand-in.sh
  export NODE_IMAGE=switchyard/stand-in-node:22 REDIS_IMAGE=switchyard/stand-in-redis:7
fi
began=$SECONDS
VERSION=test bash tools/deploy/images.sh api-gateway monitor flow-engine subtitle-worker ffmpeg-worker cli
docker tag switchyard/api-gateway:test switchyard/api-gateway:next
echo "images: built in $((SECONDS - began)) s"
node tools/deploy/dist/images/main.js
