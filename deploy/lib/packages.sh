# shellcheck shell=bash
# Installs what annals needs besides Swift, on Debian and Ubuntu. To be sourced after report.sh.

# need_swift: ends the script when there is no Swift, which no package of Debian's provides.
need_swift() {
    command -v swift >/dev/null ||
        fail "swift is not on the PATH: install Swift 6.2 or later from https://swift.org/install"
}

# The libraries that annals links, as pkg-config and Debian name them.
libraries=(
    libpq:libpq-dev libcurl:libcurl4-openssl-dev zlib:zlib1g-dev expat:libexpat1-dev
    libcrypto:libssl-dev
)

# install_what_is_missing [PROGRAM:PACKAGE…]: PostgreSQL's server, the libraries to link, pkg-config,
# git and the programs named; a path stands for a file that must be there.
install_what_is_missing() {
    local packages=() program
    for program in "$@"; do
        command -v "${program%%:*}" >/dev/null || [ -e "${program%%:*}" ] || packages+=("${program#*:}")
    done
    server_programs >/dev/null || packages+=(postgresql)
    command -v psql >/dev/null || packages+=(postgresql-client)
    local library
    command -v pkg-config >/dev/null || packages+=(pkg-config)
    for library in "${libraries[@]}"; do
        pkg_config_finds "${library%%:*}" || packages+=("${library#*:}")
    done
    command -v git >/dev/null || packages+=(git ca-certificates)
    [ ${#packages[@]} -gt 0 ] || return 0
    local command="apt-get install -y --no-install-recommends ${packages[*]}"
    command -v apt-get >/dev/null ||
        fail "missing: ${packages[*]} (Debian's names): install them and run this again"
    local -a as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        { command -v sudo >/dev/null && sudo -v; } ||
            fail "missing: ${packages[*]}: run \`$command\` as root, then run this again"
        as_root=(sudo)
    fi
    say "installing what is missing: ${packages[*]}"
    step "apt-get update" "${as_root[@]}" apt-get update
    without_system_services "${as_root[@]}"
    local status=0
    (step "apt-get install" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${packages[@]}") || status=$?
    allow_system_services "${as_root[@]}"
    return "$status"
}

# need_test_tools: what the tests ask besides Debian's packages, in .build/python/bin of the checkout:
# schemathesis asks the service what its description allows, others check what is in deploy. From PyPI;
# promtool is Debian's, unpacked only, since the package would start a server.
need_test_tools() {
    local folder=$PWD/.build/python
    if [ ! -x "$folder/bin/check-jsonschema" ]; then
        python3 -m venv "$folder" 2>/dev/null || {
            install_what_is_missing /usr/share/python3-venv:python3-venv
            python3 -m venv "$folder"
        }
        step "pip install schemathesis, kubernetes-validate, check-jsonschema" \
            "$folder/bin/pip" install --quiet schemathesis kubernetes-validate check-jsonschema
    fi
    if ! command -v promtool >/dev/null && [ ! -x "$folder/bin/promtool" ]; then
        (step "promtool" unpack_program prometheus usr/bin/promtool "$folder/bin") ||
            say "promtool is not to be had: what needs it is skipped"
    fi
    export ANNALS_SCHEMATHESIS=${ANNALS_SCHEMATHESIS:-$folder/bin/schemathesis} ANNALS_TOOLS=$folder/bin
}

# unpack_program PACKAGE PATH FOLDER: one file of a package of Debian's, without installing it.
unpack_program() {
    local scratch
    scratch=$(mktemp -d)
    (
        cd "$scratch" || exit
        # As root apt fetches as _apt, which must be able to write here.
        chmod 777 .
        apt-get download --quiet "$1"
        dpkg-deb --extract ./*.deb .
        install -m 755 "$2" "$3"
    )
    rm -rf "$scratch"
}

# pkg_config_finds NAME: whether a library is there to be linked.
pkg_config_finds() { command -v pkg-config >/dev/null && pkg-config --exists "$1"; }

# server_programs: the folder of initdb, pg_ctl and postgres, version 15 or later; the newest one.
server_programs() {
    local folder version
    for folder in "${ANNALS_PG_BIN:-}" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
        "$(dirname "$(readlink -f "$(command -v pg_ctl || echo /none)")")"; do
        { [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; } || continue
        version=$("$folder/pg_ctl" --version | sed -E 's/^[^)]*\) ([0-9]+).*/\1/')
        [ "$version" -ge 15 ] || continue
        printf '%s\n' "$folder"
        return 0
    done
    return 1
}

# Debian's packages start what they install: a cluster for the whole system, a pooler. annals uses
# servers of its own, so none is made and none is started. What is there already is never touched.
no_cluster=/etc/postgresql-common/createcluster.d/annals.conf
no_services=/usr/sbin/policy-rc.d

without_system_services() {
    "$@" mkdir -p "${no_cluster%/*}"
    echo 'create_main_cluster = false' | "$@" tee "$no_cluster" >/dev/null
    [ -e "$no_services" ] || printf '#!/bin/sh\n# annals: nothing is started\nexit 101\n' |
        "$@" install -m 755 /dev/stdin "$no_services"
}

allow_system_services() {
    "$@" rm -f "$no_cluster"
    ! grep -qs '^# annals: nothing is started' "$no_services" || "$@" rm -f "$no_services"
}
