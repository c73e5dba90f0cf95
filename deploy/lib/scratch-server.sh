# shellcheck shell=bash
# A PostgreSQL server for one run: its own folder, a Unix socket, no TCP. To be sourced after
# report.sh and packages.sh.
#
# fsync stays on: the tests are about a log that must not lose anything; only the making of the
# empty cluster goes without, which nobody needs after a power cut. As root the server runs as
# the account postgres, because PostgreSQL refuses to run as root.

# start_scratch_server: sets scratch_folder and scratch_url (administrator, database postgres).
start_scratch_server() {
    local began=$SECONDS programs
    programs=$(server_programs) || fail "PostgreSQL 15 or later is not installed"
    # In /tmp and not in $TMPDIR: a socket's path may have 107 bytes, and postgres must get there.
    scratch_folder=$(mktemp -d /tmp/annals-test.XXXXXX)
    trap stop_scratch_server EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    scratch_programs=$programs
    [ "$(id -u)" -ne 0 ] || chown postgres: "$scratch_folder"
    as_server_account "$programs/initdb" --pgdata="$scratch_folder/data" --username=postgres \
        --auth-local=trust --auth-host=reject --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
        --no-sync >"$scratch_folder/initdb.log" 2>&1 ||
        fail "initdb failed: $(tail -n 1 "$scratch_folder/initdb.log")"
    as_server_account "$programs/pg_ctl" start --wait --timeout=60 --silent \
        --pgdata="$scratch_folder/data" --log="$scratch_folder/server.log" \
        --options="-c listen_addresses= -c unix_socket_directories=$scratch_folder -c port=5432 \
-c fsync=on -c max_connections=300 -c jit=off" \
        >/dev/null 2>&1 || fail "PostgreSQL did not start: $(tail -n 2 "$scratch_folder/server.log")"
    # For whoever sources this file.
    # shellcheck disable=SC2034
    scratch_url="postgresql://postgres@/postgres?host=$scratch_folder"
    say "PostgreSQL $("$programs/pg_ctl" --version | sed -E 's/^[^)]*\) ([0-9.]+).*/\1/')" \
        "started in $(elapsed "$began")"
}

# start_scratch_pooler: PgBouncer in transaction mode before the server, for any database of it; sets
# scratch_pooler, whose database is to be replaced.
start_scratch_pooler() {
    local settings=$scratch_folder/pooler.ini
    as_server_account tee "$settings" >/dev/null <<END
[databases]
* = host=$scratch_folder port=5432 user=postgres
[pgbouncer]
listen_port = 6432
unix_socket_dir = $scratch_folder
pidfile = $scratch_folder/pooler.pid
logfile = $scratch_folder/pooler.log
auth_type = any
pool_mode = transaction
default_pool_size = 8
max_client_conn = 1000
; Each test has a database, which is dropped at its end.
server_idle_timeout = 5
autodb_idle_timeout = 5
server_login_retry = 1
END
    as_server_account /usr/sbin/pgbouncer --daemon --quiet "$settings" ||
        fail "PgBouncer did not start: $(tail -n 2 "$scratch_folder/pooler.log")"
    # For whoever sources this file.
    # shellcheck disable=SC2034
    scratch_pooler="postgresql://postgres@/postgres?host=$scratch_folder&port=6432"
}

# stop_scratch_server: on any exit, also after an interruption.
stop_scratch_server() {
    local status=$?
    trap '' INT TERM HUP
    [ ! -e "$scratch_folder/pooler.pid" ] || kill "$(cat "$scratch_folder/pooler.pid")" || :
    if [ -e "$scratch_folder/data/postmaster.pid" ]; then
        as_server_account "$scratch_programs/pg_ctl" stop --wait --mode=immediate --silent \
            --pgdata="$scratch_folder/data" >/dev/null 2>&1 || say "PostgreSQL did not stop"
    fi
    rm -rf "$scratch_folder"
    exit "$status"
}

# as_server_account COMMAND…: in a clean environment, so that no PG… variable of the caller counts.
as_server_account() {
    local -a account=()
    [ "$(id -u)" -ne 0 ] || account=(setpriv --reuid=postgres --regid=postgres --init-groups --)
    (cd / && exec "${account[@]}" env -i PATH="$PATH" LC_ALL=C.UTF-8 "$@")
}
