#!/usr/bin/env bash
# Brings Debian's Prometheus and Alertmanager, with their tools, once, into .switchyard/deploy/bin.
set -euo pipefail
cd "$(dirname "$0")/../.."
BIN="$PWD/.switchyard/deploy/bin"
[ ! -x "$BIN/alertmanager" ] || exit 0
for program in apt-get dpkg-deb; do
  command -v "$program" >/dev/null || { echo "prometheus: $program is needed: this works on Debian and its kin" >&2; exit 1; }
done
mkdir -p "$BIN"
rm -rf "$BIN/../templates"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Not installed: a package of Debian would start a service of its own.
download() { (cd "$work" && apt-get -o APT::Sandbox::User=root download prometheus prometheus-alertmanager) >"$work/log" 2>&1; }
# The package lists are fetched only when it does not work without.
download || { apt-get update >/dev/null 2>&1 && download; } || { tail -n 5 "$work/log" >&2; exit 1; }
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
cp "$work"/debian/usr/bin/{promtool,prometheus,amtool} "$BIN/"
cp -r "$work/debian/usr/share/prometheus" "$BIN/../templates"
cp "$work/debian/usr/bin/prometheus-alertmanager" "$BIN/alertmanager"
