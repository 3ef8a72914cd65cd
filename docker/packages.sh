#!/bin/sh
# In the image: what an app needs of npm. packages.sh apps/NAME
set -eu
npm ci --omit=dev --workspace "$1"
# The library brings its engine for every operating system: of 290 MB this image can use 45.
engine=node_modules/onnxruntime-node/bin/napi-v6
if [ -d "$engine" ]; then
  used=$(node -p 'process.platform + "/" + process.arch')
  for built in "$engine"/*/*; do [ "$built" = "$engine/$used" ] || rm -rf "$built"; done
fi
# The software bill of materials, which travels with the packages.
npm sbom --package-lock-only --omit=dev --workspace "$1" --sbom-format cyclonedx >node_modules/sbom.cdx.json
