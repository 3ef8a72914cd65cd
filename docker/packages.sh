#!/bin/sh
# In the image: what an app needs of npm. packages.sh apps/NAME [PACKAGE …], the packages of its libraries that it never loads
set -eu
app=$1
shift
npm ci --omit=dev --workspace "$app"
# The software bill of materials, which travels with the packages. npm 11, which Node 24 brings, takes our overrides for faults.
npx --yes npm@10.9.4 sbom --package-lock-only --omit=dev --workspace "$app" --sbom-format cyclonedx >node_modules/sbom.cdx.json
# The compiler is an optional companion of libraries; types and maps are for those who write programs.
for unused in typescript "$@"; do rm -rf "node_modules/$unused"; done
find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete
# The library brings its engine for every operating system: of 290 MB this image can use 45.
engine=node_modules/onnxruntime-node/bin/napi-v6
if [ -d "$engine" ]; then
  used=$(node -p 'process.platform + "/" + process.arch')
  for built in "$engine"/*/*; do [ "$built" = "$engine/$used" ] || rm -rf "$built"; done
fi
