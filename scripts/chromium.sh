#!/bin/sh
# A Chromium for tests of pages, with a font for Korean: Debian's packages chromium and fonts-noto-cjk.
#
#   scripts/chromium.sh run COMMAND…   COMMAND with RECONCILE_TEST_CHROMIUM=FILE, the program
#   scripts/chromium.sh find           prints that program
#
# What is missing is installed as root, and in CI (CI is set) by sudo too; anywhere else it says what to install.
# Where Chromium cannot be had, `run` says so and runs COMMAND without it; in CI that is a failure.
# RECONCILE_TEST_CHROMIUM, where it is set already, names a program of your own.
set -eu

say() { echo "chromium.sh: $*" >&2; }
usage() { say "$*"; sed -n '3,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }

find_program() {
  if [ -n "${RECONCILE_TEST_CHROMIUM:-}" ]; then
    command -v "$RECONCILE_TEST_CHROMIUM"
  else
    command -v chromium || command -v chromium-browser || command -v google-chrome
  fi
}

# Where fontconfig's own programs are absent, the package's folder tells.
has_korean() {
  if command -v fc-list >/dev/null; then [ -n "$(fc-list :lang=ko)" ]; else [ -d /usr/share/fonts/opentype/noto ]; fi
}

install() {  # install PACKAGE…
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" = 0 ]; then
    as=
  elif [ -n "${CI:-}" ] && sudo -n true 2>/dev/null; then
    as='sudo -n'
  else
    return 1
  fi
  say "installing Debian's $*"
  $as env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >&2 ||
    { $as apt-get update -qq >&2 &&
      $as env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >&2; }
}

find_or_install() {
  missing=
  find_program >/dev/null || missing=chromium
  has_korean || missing="$missing fonts-noto-cjk"
  # shellcheck disable=SC2086 - a list of packages
  [ -z "$missing" ] || install $missing || say "missing; on Debian, as root: apt-get install $missing"
  find_program
}

[ -z "${RECONCILE_TEST_CHROMIUM:-}" ] || find_program >/dev/null ||
  { say "RECONCILE_TEST_CHROMIUM names no program: $RECONCILE_TEST_CHROMIUM"; exit 1; }
[ $# -gt 0 ] || usage "which subcommand?"
subcommand=$1
shift
case $subcommand in
  find) find_or_install || exit 1 ;;
  run)
    [ $# -gt 0 ] || usage "run what?"
    if program=$(find_or_install); then
      export RECONCILE_TEST_CHROMIUM="$program"
    else
      [ -z "${CI:-}" ] || { say "no Chromium, which CI must have"; exit 1; }
      say "no Chromium: what needs it is skipped"
      unset RECONCILE_TEST_CHROMIUM
    fi
    exec "$@"
    ;;
  *) usage "unknown subcommand $subcommand" ;;
esac
