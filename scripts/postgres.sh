#!/bin/sh
# A PostgreSQL of this checkout's own, for tests: on 127.0.0.1 alone, open to this machine's users, not durable.
#
#   scripts/postgres.sh start                  make and start it if need be; prints its URL
#   scripts/postgres.sh run COMMAND…           COMMAND with RECONCILE_TEST_POSTGRES=URL; stops what it started
#   scripts/postgres.sh restart [--immediate]  --immediate cuts connections and recovers, as after a crash
#   scripts/postgres.sh stop | url
#
# Options before the subcommand: --dir FOLDER (else .postgres in the checkout), --port PORT (else a free one, kept).
# Where PostgreSQL cannot be had, `run` says why and runs COMMAND without it; in CI (CI is set) that is a failure.
# As root the server runs as Debian's user postgres, who must reach FOLDER: a checkout that this user cannot enter
# has its folder under /var/tmp. FOLDER is given to that user and made private; nothing else should be kept in it.
set -eu

say() { echo "postgres.sh: $*" >&2; }
die() { say "$*"; exit 1; }
usage() { say "$*"; sed -n '3,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }

dir=
port=
while [ $# -gt 0 ]; do
  case $1 in
    --dir) dir=${2:?"--dir needs a folder"}; shift 2 ;;
    --port) port=${2:?"--port needs a number"}; shift 2 ;;
    -*) usage "unknown option $1" ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || usage "which subcommand?"
subcommand=$1
shift
checkout=$(cd "$(dirname "$0")/.." && pwd -P)

newest() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

as_owner() { if [ "$(id -u)" = 0 ]; then (cd / && LC_ALL=C runuser -u postgres -- "$@"); else LC_ALL=C "$@"; fi; }

find_programs() {
  bin=$(newest)
  [ -n "$bin" ] || ! command -v pg_ctl >/dev/null || bin=$(dirname "$(command -v pg_ctl)")
  if [ -z "$bin" ] && [ "$subcommand" = start ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Debian's package postgresql"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -qq --no-install-recommends postgresql >&2 ||
      { apt-get update -qq >&2 && apt-get install -qq --no-install-recommends postgresql >&2; } ||
      die "apt-get could not install postgresql"
    bin=$(newest)
  fi
  [ -n "$bin" ] || die "PostgreSQL's server programs are absent; on Debian, as root: apt-get install postgresql"
  if [ "$(id -u)" = 0 ]; then
    command -v runuser >/dev/null || die "PostgreSQL refuses to run as root, and there is no runuser to change user with"
    id postgres >/dev/null 2>&1 || die "PostgreSQL refuses to run as root, and there is no user postgres to run it as"
  fi
}

find_folder() {
  if [ -n "$dir" ]; then
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd -P)
  elif as_owner test -x "$checkout"; then
    dir=$checkout/.postgres
  else
    dir=/var/tmp/reconcile-postgres-$(id -u)-$(printf %s "$checkout" | cksum | cut -d ' ' -f 1)
  fi
  mkdir -p "$dir"
  [ -z "$(ls -A "$dir")" ] || [ -e "$dir/lock" ] || die "$dir holds other things; name an empty folder"
  : >>"$dir/lock"
  [ "$(id -u)" != 0 ] || chown postgres: "$dir"
  chmod 700 "$dir" || die "$dir belongs to another user"
  as_owner test -w "$dir" || die "the user postgres cannot reach $dir; name another folder with --dir"
  data=$dir/data-$("$bin/pg_ctl" --version | tr -dc '0-9.' | cut -d . -f 1)
  log=$dir/log
}

read_port() { as_owner cat "$dir/port" 2>/dev/null; }
url() { echo "postgresql+asyncpg://reconcile@127.0.0.1:$(read_port)/postgres"; }
alive() { as_owner "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }
running() { alive && "$bin/pg_isready" -q -h 127.0.0.1 -p "$(read_port)" -t 10; }

initialise() {
  as_owner rm -rf "$data.new"
  as_owner "$bin/initdb" -D "$data.new" -U reconcile -A trust -E UTF8 --locale=C --no-sync >/dev/null
  as_owner tee -a "$data.new/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
fsync = off
max_connections = 200
END
  as_owner mv "$data.new" "$data"  # all or nothing: a cluster half made is made again
}

try_start() {
  as_owner rm -f "$log"
  echo "$1" | as_owner tee "$dir/port" >/dev/null
  as_owner "$bin/pg_ctl" -D "$data" -l "$log" -o "-p $1" -w -t 60 start >/dev/null 2>&1
}

start() {
  ! running || return 0
  as_owner test -e "$data" || initialise
  kept=$(read_port || true)
  next=$((20000 + $(printf %s "$dir" | cksum | cut -d ' ' -f 1) % 10000))
  set -- "${port:-${kept:-$next}}"
  [ -n "$port" ] || set -- "$@" $((next + 1)) $((next + 2)) $((next + 3)) $((next + 4))
  for candidate; do
    for attempt in 1 2 3 4 5; do
      ! try_start "$candidate" || return 0
      # What a killed server leaves behind ends within seconds.
      as_owner grep -qE 'still in use|lock file .* already exists' "$log" 2>/dev/null || break
      sleep 1
    done
    as_owner grep -q 'Address already in use' "$log" 2>/dev/null || break
  done
  as_owner tail -n 5 "$log" >&2 || true
  die "PostgreSQL did not start; its log is $log"
}

stop() { ! alive || as_owner "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null; }

restart() {
  case ${1:-} in
    '') mode=fast ;;
    --immediate) mode=immediate ;;
    *) usage "restart takes --immediate or nothing" ;;
  esac
  alive || die "it is not running"
  as_owner "$bin/pg_ctl" -D "$data" -l "$log" -o "-p $(read_port)" -m "$mode" -w restart >/dev/null
}

locked() {  # two at once in one folder: the second finds what the first made
  if command -v flock >/dev/null; then
    { flock 9; "$@" 9>&-; } 9>"$dir/lock"
  else
    "$@"
  fi
}

case $subcommand in
  start | stop | restart | url) find_programs; find_folder ;;
esac
case $subcommand in
  start) locked start; url ;;
  stop) stop ;;
  restart) restart "$@" ;;
  url) running || die "it is not running"; url ;;
  run)
    [ $# -gt 0 ] || usage "run what?"
    for_folder() { sh "$0" ${dir:+--dir "$dir"} ${port:+--port "$port"} "$1"; }
    before=$(for_folder url 2>/dev/null || true)
    if url=$(for_folder start); then
      export RECONCILE_TEST_POSTGRES="$url"
      [ -n "$before" ] || trap 'for_folder stop' EXIT
      trap 'exit 130' INT
      trap 'exit 143' TERM
    else
      [ -z "${CI:-}" ] || die "no PostgreSQL, which CI must have"
      say "no PostgreSQL: what needs it is skipped"
      unset RECONCILE_TEST_POSTGRES
    fi
    "$@"
    ;;
  *) usage "unknown subcommand $subcommand" ;;
esac
