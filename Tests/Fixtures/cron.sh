#!/bin/bash
# Debian's cron with one crontab of its own, in a mount namespace: the machine's crontabs are neither read nor written.
#
#   cron.sh up FOLDER TAB     runs the crontab TAB; a minute of it is three seconds
#   cron.sh down FOLDER
. "$(dirname "$(realpath "$0")")/lib.sh"

verb=${1:-}
folder=${2:+$(realpath -m "$2")}
tab=${3:+$(realpath -m "$3")}

# Below /run lies cron's pid file, which is to be this cron's own. libfaketime's wrapper would fork: cron is to be $$.
inside() {
  mkdir -p "$folder/spool" "$folder/empty"
  for place in /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly; do
    [ ! -d "$place" ] || mount --bind "$folder/empty" "$place"
  done
  [ ! -e /etc/crontab ] || mount --bind /dev/null /etc/crontab
  chgrp crontab "$folder/spool"
  chmod 1730 "$folder/spool"
  mount --bind "$folder/spool" /var/spool/cron/crontabs
  crontab -u root "$tab"
  mount -t tmpfs tmpfs /run
  echo $$ >"$folder/cron.pid"
  exec env LD_PRELOAD="$(echo /usr/lib/*/faketime/libfaketime.so.1)" FAKETIME='+0 x20' cron -f -L 15
}

up() {
  need cron cron
  need faketime faketime
  need_root "a mount namespace"
  mkdir -p "$folder"
  chmod 755 "$folder"
  unshare --mount "$0" inside "$folder" "$tab" </dev/null >"$folder/cron.log" 2>&1 &
  eventually 10 test -s "$folder/cron.pid" || {
    cat "$folder/cron.log" >&2
    exit 1
  }
}

case $verb:${folder:+given} in
  up:given) up ;;
  inside:given) inside ;;
  down:given) stop "$folder/cron.pid" cron ;;
  *)
    echo "usage: $0 up FOLDER TAB | down FOLDER" >&2
    exit 64
    ;;
esac
