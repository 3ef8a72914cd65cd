#!/bin/sh
# Puts the builds of engines for NVIDIA GPUs into the node_modules of this directory: cuda.sh APP …
# For language models CUDA 13 and, behind it, CUDA 12. They are large, so they come on request alone; npm takes them away again when it installs.
set -eu
packages_of() {
  case $1 in
    whisper-worker) echo '@fugood/node-whisper-linux-x64-cuda@1.1.3' ;;
    llm-worker) echo '@node-llama-cpp/linux-x64-cuda@3.22.1 @node-llama-cpp/linux-x64-cuda-ext@3.22.1' ;;
    *)
      echo "cuda.sh: $1 has no build for GPUs; there are: whisper-worker, llm-worker" >&2
      exit 1
      ;;
  esac
}
[ "$(uname -m)" = x86_64 ] || { echo 'cuda.sh: there are builds for x86_64 alone' >&2; exit 1; }
fetched=$(mktemp -d)
trap 'rm -rf "$fetched"' EXIT
for app in "$@"; do
  packages=$(packages_of "$app")
  for package in $packages; do
    place=node_modules/${package%@*}
    file=$(npm pack --silent --pack-destination "$fetched" "$package")
    rm -rf "$place" && mkdir -p "$place"
    tar -xzf "$fetched/$file" -C "$place" --strip-components=1
    echo "$package is in $place"
  done
done
