#!/usr/bin/env bash
# Builds images, starts Compose with them, and holds the promises of an installation in containers: a worker that ends in the
# middle of a task and a gateway that is replaced lose nothing. Everything that it started is ended again.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/deploy/engine.sh
need_compose
. tools/deploy/core-images.sh
VERSION=test bash tools/deploy/images.sh node-agent
node tools/deploy/dist/images/main.js
