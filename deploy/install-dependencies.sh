#!/usr/bin/env bash
# Installs the Debian packages that building, testing and the demo need; does nothing when all are present.
#
#   deploy/install-dependencies.sh [build|test]
#
# build (the default): the C libraries and tools for `make demo`; test: those and what only the tests use.
set -euo pipefail

purpose=${1:-build}
packages=(pkg-config libssl-dev openssl libcurl4-openssl-dev libsqlite3-dev)
case "$purpose" in
build) ;;
test) packages+=(python3 golang-go golang-golang-x-mod-dev) ;;
*)
    echo "usage: $0 [build|test]" >&2
    exit 64
    ;;
esac

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    [[ $state == ii* ]] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "hedui: these Debian packages are missing: ${missing[*]}" >&2
        echo "hedui: install them as root: apt-get install ${missing[*]}" >&2
        exit 69
    fi
    as_root=(sudo)
fi

echo "hedui: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
