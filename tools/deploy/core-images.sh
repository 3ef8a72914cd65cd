# Sourced after engine.sh: builds the images of the core as version `test`, and `next` of those that tests replace.
export NODE_IMAGE=${NODE_IMAGE:-node:22-bookworm-slim} REDIS_IMAGE=${REDIS_IMAGE:-redis:7-bookworm}
for image in "$NODE_IMAGE" "$REDIS_IMAGE"; do
  docker image inspect "$image" >/dev/null 2>&1 || timeout 60 docker pull --quiet "$image" >/dev/null 2>&1 || {
    echo "images: no registry of images answers, so stand-ins are made out of Debian's packages"
    bash tools/deploy/stand-in.sh
    export NODE_IMAGE=switchyard/stand-in-node:22 REDIS_IMAGE=switchyard/stand-in-redis:7
    break
  }
done
built=$SECONDS
VERSION=test bash tools/deploy/images.sh api-gateway monitor flow-engine subtitle-worker ffmpeg-worker cli
for app in api-gateway subtitle-worker; do docker tag "switchyard/$app:test" "switchyard/$app:next"; done
echo "images: built in $((SECONDS - built)) s"
