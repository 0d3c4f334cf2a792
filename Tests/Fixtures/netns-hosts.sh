#!/bin/bash
# Hosts that are network namespaces on this machine, each with processes, a host name and an sshd of its own, and with
# other files than the rest at FOLDER/data. They are joined by a bridge in one more namespace, where the client runs:
# this machine itself gets no interface, address or route.
#
#   netns-hosts.sh up FOLDER [COUNT]     prints the client's namespace
#   netns-hosts.sh cut FOLDER HOST       pulls the cable of host 1, 2...
#   netns-hosts.sh heal FOLDER HOST
#   netns-hosts.sh crash FOLDER HOST     switches it off: nobody is told
#   netns-hosts.sh boot FOLDER HOST      switches it on again
#   netns-hosts.sh down FOLDER
#
# ip netns exec NAMESPACE ssh -F FOLDER/ssh_config h1 COMMAND
#
# From outside of the namespace, FOLDER/outside_config leads there too, by way of socat.
. "$(dirname "$(realpath "$0")")/lib.sh"

verb=${1:-}
folder=${2:+$(realpath -m "$2")}
fixtures=$(dirname "$(realpath "$0")")
network=10.199.77

client() { echo "$(cat "$folder/prefix")-ctl"; }

# The first process of a host. It waits, for it must reap what its host leaves behind; its end is its host's end.
# `nsenter` and not `ip netns exec`, which hides /sys/fs/cgroup.
# boot HOST
boot() {
  local home=$folder/h$1
  mkdir -p "$home" "$folder/data"
  setsid nsenter --net="/run/netns/$(cat "$folder/prefix")-h$1" \
    unshare --uts --mount --pid --fork --kill-child --mount-proc bash -c '
      set -e
      hostname "h$1"
      mount -t tmpfs -o size=64m "data-h$1" "$2/data"
      echo "h$1" >"$2/data/whoami"
      "$3/ssh-host.sh" up "$2/h$1" "$4" 2222
      echo >"$2/h$1/ready"
      while :; do sleep 3600 & wait $!; done
    ' init "$1" "$folder" "$fixtures" "$network.1$1" </dev/null >"$home/boot.log" 2>&1 &
  echo $! >"$home/boot.pid"
}

# ready HOST: waits for it.
ready() {
  eventually 10 test -s "$folder/h$1/ready" && return
  cat "$folder/h$1"/*.log >&2
  exit 1
}

# connect HOST
connect() {
  local prefix client
  prefix=$(cat "$folder/prefix")
  client=$(client)
  ip netns add "$prefix-h$1"
  ip link add "v$1" netns "$client" type veth peer name eth0 netns "$prefix-h$1"
  ip -n "$client" link set "v$1" master br0 up
  ip -n "$prefix-h$1" link set lo up
  ip -n "$prefix-h$1" addr add "$network.1$1/24" dev eth0
  ip -n "$prefix-h$1" link set eth0 up
}

# bridge: in the namespace of the client
bridge() {
  ip netns add "$(client)"
  ip -n "$(client)" link add br0 type bridge
  ip -n "$(client)" link set lo up
  ip -n "$(client)" addr add "$network.1/24" dev br0
  ip -n "$(client)" link set br0 up
}

# One file for all hosts, from those of each.
client_settings() {
  for host in $(seq "$1"); do
    echo "Host h$host"
    sed -n 's/^Host \*$//; /HostName\|Port\|KnownHosts/p' "$folder/h$host/ssh_config"
    echo "  IdentityFile $folder/h$host/open"
  done
  echo "Host *"
  sed '1,/^Host \*$/d; /HostName\|Port\|KnownHosts/d' "$folder/h1/ssh_config"
}

# up COUNT
up() {
  need_root "network namespaces"
  need ip iproute2
  need nsenter util-linux
  need sshd openssh-server
  mkdir -p "$folder"
  echo "muster$$" >"$folder/prefix"
  bridge
  for host in $(seq "$1"); do connect "$host" && boot "$host"; done
  for host in $(seq "$1"); do ready "$host"; done
  client_settings "$1" >"$folder/ssh_config"
  {
    echo "Host *"
    echo "  ProxyCommand nsenter --net=/run/netns/$(client) socat - TCP:%h:%p"
    cat "$folder/ssh_config"
  } >"$folder/outside_config"
  client
}

# switch_off HOST: its cable first, so that no word of it gets out.
switch_off() {
  local home=$folder/h$1
  ip -n "$(client)" link set "v$1" down 2>/dev/null || true
  kill -9 "$(cat "$home/boot.pid" 2>/dev/null)" 2>/dev/null || true
  rm -f "$home/boot.pid" "$home/ready" "$home/sshd.pid"
}

down() {
  [ -s "$folder/prefix" ] || return 0
  for home in "$folder"/h[0-9]*; do
    [ -d "$home" ] || continue
    switch_off "${home##*/h}"
    ip netns del "$(cat "$folder/prefix")-${home##*/}" 2>/dev/null || true
  done
  ip netns del "$(client)" 2>/dev/null || true
  rm -f "$folder/prefix"
}

case $verb:${folder:+given} in
  up:given) up "${3:-3}" ;;
  cut:given) ip -n "$(client)" link set "v$3" down ;;
  heal:given) ip -n "$(client)" link set "v$3" up ;;
  crash:given) switch_off "$3" ;;
  boot:given)
    boot "$3"
    ip -n "$(client)" link set "v$3" up
    ready "$3"
    ;;
  down:given) down ;;
  *)
    echo "usage: $0 up FOLDER [COUNT] | cut|heal|crash|boot FOLDER HOST | down FOLDER" >&2
    exit 64
    ;;
esac
