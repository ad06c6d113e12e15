#!/bin/bash
# Makes the keys and certificates of a development federation. For demonstration and test only: the keys are plain
# files, and one person holds all of them.
set -euo pipefail

readonly DISTID=1234567812345678 # GM/T 0009; openssl's own default id is empty, and nobody else would verify that
readonly MARKER=.hedui-development-pki

usage() {
    cat <<'TEXT'
usage: make-development-pki.sh [--days N] [--expired REGION]... [--force] OUTDIR [REGION...]

Makes OUTDIR, readable by you alone, with the keys and certificates of a development federation:
  registry-root/         SM2 key of the joint conference, which signs the registry: key.pem, public.pem
  tls-ca/, signing-ca/   the P-256 and the SM2 authority: key.pem, cert.pem
  REGION/                tls.{key,cert}.pem and tls-ca.cert.pem        P-256, for mutual TLS
                         signing.{key,cert}.pem and signing-ca.cert.pem    SM2, signs messages
                         signing-es256.key.pem, signing-ed25519.key.pem    the other two suites
                         log.key.pem                                   Ed25519, signs the audit log

  REGION             six digits; without any: 310000 320000 330000 340000
  --days N           certificates are valid for N days, 1 to 3650; without it 365
  --expired REGION   this region's certificates ended a month ago
  --force            replace OUTDIR, if an earlier run of this script made it
  --help             this text
TEXT
}

fail() {
    echo "make-development-pki.sh: $1" >&2
    exit 64
}

days=365 force=no expired=" " arguments=()
while (($#)); do
    case $1 in
        --help | -h) usage && exit 0 ;;
        --force) force=yes ;;
        --days) days=${2:-} && shift ;;
        --expired) expired+="${2:-} " && shift ;;
        -*) fail "no option $1; see --help" ;;
        *) arguments+=("$1") ;;
    esac
    shift || fail "the last option wants a value; see --help"
done
((${#arguments[@]})) || { usage >&2 && exit 64; }
outdir=${arguments[0]%/}
regions=("${arguments[@]:1}")
((${#regions[@]})) || regions=(310000 320000 330000 340000)
[[ $days =~ ^[1-9][0-9]{0,3}$ ]] && ((days <= 3650)) || fail "--days wants a number from 1 to 3650"
seen=" "
for region in "${regions[@]}"; do
    [[ $region =~ ^[0-9]{6}$ ]] || fail "a region is six digits, not '$region'"
    [[ $seen != *" $region "* ]] || fail "region $region is named twice; name each once"
    seen+="$region "
done
for region in $expired; do
    [[ " ${regions[*]} " == *" $region "* ]] || fail "--expired names '$region', which is not among the regions"
done
[[ -n $outdir ]] || fail "OUTDIR must not be the root folder"
command -v openssl >/dev/null || fail "needs the openssl command, 3.0 or later"
if [[ -e $outdir || -L $outdir ]]; then
    [[ $force == yes ]] || fail "$outdir exists; choose another folder, or add --force to replace it"
    [[ -f $outdir/$MARKER ]] || fail "$outdir was not made by this script; remove it yourself if you mean to"
fi

umask 077
mkdir -p "$(dirname "$outdir")"
# Everything is made beside OUTDIR and moved at the end, so that a broken run leaves nothing that looks whole.
work=$(mktemp -d "$outdir.new.XXXXXX")
trap 'rm -rf "$work"' EXIT
log=$work/openssl.log

quietly() { # openssl's chatter is shown only when it fails
    "$@" >>"$log" 2>&1 || { cat "$log" >&2 && fail "failed: $1 $2"; }
}

new_key() { # new_key sm2|p256|ed25519 FILE
    case $1 in
        sm2) quietly openssl genpkey -algorithm SM2 -out "$2" ;;
        p256) quietly openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$2" ;;
        ed25519) quietly openssl genpkey -algorithm ED25519 -out "$2" ;;
    esac
}

# The options that sign and check with the distinguishing id, for an SM2 authority only.
id_options() { if [[ $1 == signing ]]; then echo "-sigopt distid:$DISTID -vfyopt distid:$DISTID"; fi; }

write_configuration() { # write_configuration tls|signing DIGEST
    cat >"$work/$1.cnf" <<TEXT
[ca]
default_ca = authority
[authority]
database = $work/$1.index
certificate = $work/$1-ca/cert.pem
private_key = $work/$1-ca/key.pem
new_certs_dir = $work/issued
rand_serial = yes
default_md = $2
policy = subject
unique_subject = no
copy_extensions = none
[subject]
organizationName = match
commonName = supplied
[req]
distinguished_name = empty
[empty]
[root]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tls]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = \${ENV::NAMES}
[signing]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
TEXT
    : >"$work/$1.index"
}

make_authority() { # make_authority tls|signing KEY_KIND DIGEST
    write_configuration "$1" "$3"
    mkdir "$work/$1-ca"
    new_key "$2" "$work/$1-ca/key.pem"
    # shellcheck disable=SC2046 # the options are words
    quietly openssl req -x509 -new -config "$work/$1.cnf" -extensions root -key "$work/$1-ca/key.pem" "-$3" \
        $(id_options "$1" | sed 's/-vfyopt.*//') -days "$((days + 30))" \
        -subj "/O=Hedui development/CN=Hedui development $1 authority" -out "$work/$1-ca/cert.pem"
}

moment() { date -u -d "$1" +%Y%m%d%H%M%SZ; }

issue() { # issue tls|signing REGION
    local folder=$work/$2 validity=(-days "$days")
    if [[ $expired == *" $2 "* ]]; then
        validity=(-startdate "$(moment '-60 days')" -enddate "$(moment '-30 days')")
    fi
    # shellcheck disable=SC2046 # the options are words
    quietly openssl req -new -config "$work/$1.cnf" -key "$folder/$1.key.pem" \
        $(id_options "$1" | sed 's/-vfyopt.*//') -subj "/O=Hedui development/CN=$2" -out "$work/request.pem"
    # shellcheck disable=SC2046 # the options are words
    quietly openssl ca -batch -notext -config "$work/$1.cnf" -extensions "$1" $(id_options "$1") "${validity[@]}" \
        -in "$work/request.pem" -out "$folder/$1.cert.pem"
    cp "$work/$1-ca/cert.pem" "$folder/$1-ca.cert.pem"
}

make_region() {
    mkdir "$work/$1"
    new_key p256 "$work/$1/tls.key.pem"
    new_key sm2 "$work/$1/signing.key.pem"
    new_key p256 "$work/$1/signing-es256.key.pem"
    new_key ed25519 "$work/$1/signing-ed25519.key.pem"
    new_key ed25519 "$work/$1/log.key.pem"
    NAMES="DNS:localhost,DNS:node-$1.hedui.test,IP:127.0.0.1" issue tls "$1"
    issue signing "$1"
}

export NAMES=DNS:localhost # openssl reads the whole configuration, also where no name is asked for
mkdir "$work/issued" "$work/registry-root"
new_key sm2 "$work/registry-root/key.pem"
quietly openssl pkey -in "$work/registry-root/key.pem" -pubout -out "$work/registry-root/public.pem"
make_authority tls p256 sha256
make_authority signing sm2 sm3
for region in "${regions[@]}"; do make_region "$region"; done

rm -rf "$work/issued" "$work"/*.cnf "$work"/*.index* "$work/request.pem" "$log"
: >"$work/$MARKER"
if [[ $force == yes ]]; then rm -rf "$outdir"; fi
mv -T "$work" "$outdir"
echo "made $outdir for ${regions[*]}"
