#!/usr/bin/env bash
# Installs what is missing, then runs every check and test.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/setup/environment.sh
bash tools/setup/setup.sh --for-tests
exec node tools/test/run.js
