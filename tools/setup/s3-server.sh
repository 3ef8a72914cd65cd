#!/usr/bin/env bash
# Builds the S3 server of the long tests with Go, once for each version; takes two minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

VERSION=v1.8.0
DIRECTORY="$PWD/.switchyard/versitygw/$VERSION"
[ -x "$DIRECTORY/versitygw" ] && exit 0
if ! command -v go >/dev/null 2>&1; then
  printf 'setup: no Go here: the tests against an S3 server cannot run; get it from https://go.dev/dl\n' >&2
  exit 0
fi
printf 'setup: building versitygw %s\n' "$VERSION"
GOBIN="$DIRECTORY" go install "github.com/versity/versitygw/cmd/versitygw@$VERSION"
