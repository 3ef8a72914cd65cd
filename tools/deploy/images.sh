#!/usr/bin/env bash
# Builds the image of every app, or of those that are named: images.sh [APP …].
#   NODE_IMAGE  the base: Debian with Node        VERSION  tag of the images, by default latest
#   CUDA=1      with the builds of whisper.cpp and llama.cpp for a GPU: docs/gpu.md
set -euo pipefail
cd "$(dirname "$0")/../.."
apps=("$@")
if [ ${#apps[@]} -eq 0 ]; then mapfile -t apps < <(sed -n 's/^FROM packages AS \(.*\)-packages$/\1/p' docker/Dockerfile); fi
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
for app in "${apps[@]}"; do
  DOCKER_BUILDKIT=1 docker build --quiet -f docker/Dockerfile --target "$app" -t "switchyard/$app:${VERSION:-latest}" \
    --label org.opencontainers.image.version="${VERSION:-latest}" --label org.opencontainers.image.revision="$revision" \
    ${NODE_IMAGE:+--build-arg NODE_IMAGE="$NODE_IMAGE"} ${CUDA:+--build-arg CUDA="$CUDA"} . >/dev/null
  docker image ls --format '{{.Repository}}:{{.Tag}}  {{.Size}}' "switchyard/$app:${VERSION:-latest}"
done
