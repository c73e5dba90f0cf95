# shellcheck shell=bash
# What the scripts of this folder say, and how long their steps took. To be sourced.
#
# On a terminal a step is shown with a running clock and its output only when it fails; elsewhere
# (CI, a log) everything is plain lines. The story goes to standard error.

# say TEXT: a line of the story.
say() { printf '%s\n' "$*" >&2; }

# fail TEXT: ends the script; TEXT says what is wrong and what to do.
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# elapsed SECONDS: how long ago SECONDS (of the shell's own clock) was.
elapsed() { printf '%d s' "$((SECONDS - $1))"; }

# step TITLE COMMAND…: runs a long command; shows its last lines when it fails.
step() {
    local title=$1 began=$SECONDS log status=0
    shift
    log=$(mktemp)
    if [ -t 2 ]; then
        "$@" >"$log" 2>&1 </dev/null &
        watch_process "$!" "$title" "$log" || status=$?
    else
        say "$title …"
        "$@" >"$log" 2>&1 </dev/null || status=$?
    fi
    if [ "$status" -ne 0 ]; then
        tail -n 40 "$log" >&2
        rm -f "$log"
        fail "$title failed after $(elapsed "$began"); its last lines are above"
    fi
    rm -f "$log"
    say "$title: done in $(elapsed "$began")"
}

# watch_process PID TITLE LOG: one line on the terminal, rewritten until the process ends.
watch_process() {
    local process=$1 title=$2 log=$3 began=$SECONDS last
    while kill -0 "$process" 2>/dev/null; do
        last=$(tail -n 1 "$log" | tr -d '\r\033' | cut -c 1-50)
        printf '\r\033[K%s … %s  %s' "$title" "$(elapsed "$began")" "$last" >&2
        sleep 0.2
    done
    printf '\r\033[K' >&2
    wait "$process"
}
