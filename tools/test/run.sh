#!/usr/bin/env bash
# Installs what is missing, then runs every check and test.
set -euo pipefail
cd "$(dirname "$0")/../.."
bash tools/setup/setup.sh
exec node tools/test/run.js
