# Shared by the fixtures beside it. Ends only processes that a fixture started, which it knows by their pid files.
set -eu
PATH=$PATH:/usr/sbin:/sbin

# need PROGRAM PACKAGE...: without the program the fixture cannot be had; exit code 77 says "skip".
need() {
  command -v "$1" >/dev/null && return
  echo "${0##*/}: no $1 here: apt-get install --no-install-recommends ${*:2}" >&2
  exit 77
}

# need_root WHY
need_root() {
  [ "$(id -u)" = 0 ] && return
  echo "${0##*/}: $1 needs root" >&2
  exit 77
}

# free_ports COUNT: loopback ports below the ephemeral range on which nobody listens now, one a line.
free_ports() {
  shuf -i 20000-31999 | while read -r port; do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || echo "$port" 2>/dev/null || break
  done | head -n "$1"
}

# running PID COMMAND: there is such a process of that name, and it is no zombie. (`kill -0` says yes to zombies.)
running() {
  [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ] && ! grep -qs '^State:.Z' "/proc/$1/status"
}

# eventually SECONDS COMMAND...: tries until the command succeeds.
eventually() {
  local tries=$(($1 * 50))
  until "${@:2}"; do
    [ $((tries -= 1)) -gt 0 ] || return 1
    sleep 0.02
  done
}

gone() { ! running "$@"; }

# stop PIDFILE COMMAND: TERM, then KILL after two seconds.
stop() {
  local pid
  pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] || return 0
  if running "$pid" "$2"; then
    kill "$pid" 2>/dev/null || true
    eventually 2 gone "$pid" "$2" || kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$1"
}
