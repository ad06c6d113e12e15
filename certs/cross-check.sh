#!/bin/bash
# Checks with the openssl command, as an independent judge, what this project signs and what its development PKI issues.
set -euo pipefail

readonly DISTID=1234567812345678
root=$(cd "$(dirname "$0")/.." && pwd)

usage() {
    cat <<'TEXT'
usage: cross-check.sh [--chains]

1. makes a development PKI in a temporary folder and verifies every chain of it with openssl; an SM2 chain must verify
   under the standard distinguishing id and must not verify without it
2. runs the tests in which openssl verifies our signatures and we verify those of openssl; wants a built test bundle
   (make test)

  --chains   the first part only, which wants nothing but openssl
  --help     this text
TEXT
}

mode=${1:-all}
(($# <= 1)) || { usage >&2 && exit 64; }
case $mode in
    all | --chains) ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && exit 64 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pki=$folder/pki
"$root/certs/make-development-pki.sh" --expired 340000 "$pki" >/dev/null

failed=0
expect() { # expect pass|fail WORDS COMMAND...
    local wanted=$1 words=$2 got=pass
    shift 2
    "$@" >/dev/null 2>&1 || got=fail
    if [[ $got == "$wanted" ]]; then echo "ok    $words"; else echo "WRONG $words" && failed=1; fi
}

for region in 310000 320000 330000; do
    expect pass "$region TLS chain verifies" \
        openssl verify -x509_strict -CAfile "$pki/tls-ca/cert.pem" "$pki/$region/tls.cert.pem"
    expect pass "$region TLS certificate names its node" \
        openssl verify -verify_hostname "node-$region.hedui.test" \
        -CAfile "$pki/tls-ca/cert.pem" "$pki/$region/tls.cert.pem"
    expect pass "$region SM2 chain verifies under the standard id" \
        openssl verify -vfyopt "distid:$DISTID" -CAfile "$pki/signing-ca/cert.pem" "$pki/$region/signing.cert.pem"
    expect fail "$region SM2 chain does not verify without it" \
        openssl verify -CAfile "$pki/signing-ca/cert.pem" "$pki/$region/signing.cert.pem"
done
expect fail "340000 TLS certificate is expired" \
    openssl verify -CAfile "$pki/tls-ca/cert.pem" "$pki/340000/tls.cert.pem"
expect fail "310000 TLS certificate does not verify under the SM2 authority" \
    openssl verify -CAfile "$pki/signing-ca/cert.pem" "$pki/310000/tls.cert.pem"
((failed == 0)) || exit 1
if [[ $mode == --chains ]]; then exit 0; fi

cd "$root"
swift test --skip-build -debug-info-format none --filter CrossCheck
