#!/bin/bash
# A private sshd with keys and settings of its own; nothing below /etc/ssh or ~/.ssh is read or written.
#
#   ssh-host.sh up FOLDER [ADDRESS] [PORT]    prints the port
#   ssh-host.sh down FOLDER
#
# ssh -F FOLDER/ssh_config worker COMMAND     logs in as whoever started it
# ssh -F FOLDER/ssh_config pinned             its key may run FOLDER/forced only
#
# Every other host name leads to the same sshd with the first key.
. "$(dirname "$(realpath "$0")")/lib.sh"

verb=${1:-}
folder=${2:+$(realpath -m "$2")}
address=${3:-127.0.0.1}
given_port=${4:-}

keys() {
  for key in host open pinned; do
    [ -f "$folder/$key" ] || ssh-keygen -q -t ed25519 -N '' -C "test-$key" -f "$folder/$key"
  done
  [ -f "$folder/forced" ] || printf '#!/bin/sh\nexec cat\n' >"$folder/forced"
  chmod 755 "$folder/forced"
  {
    cat "$folder/open.pub"
    echo "restrict,command=\"$folder/forced\" $(cat "$folder/pinned.pub")"
  } >"$folder/authorized_keys"
  chmod 644 "$folder/authorized_keys"
}

# Bash that is started by sshd reads ~/.bashrc unless SHLVL says that it is nested. The limits on connections are off, and
# a client that is gone without a word is given up after some seconds.
server_settings() {
  cat <<END
Port $port
ListenAddress $address
HostKey $folder/host
AuthorizedKeysFile $folder/authorized_keys
PidFile $folder/sshd.pid
StrictModes no
UsePAM no
UseDNS no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding no
AllowAgentForwarding no
X11Forwarding no
PermitTTY no
PrintMotd no
PrintLastLog no
SetEnv SHLVL=1
MaxStartups 200:30:400
MaxSessions 200
LoginGraceTime 10
ClientAliveInterval 2
ClientAliveCountMax 2
LogLevel VERBOSE
END
}

# The default key exchange costs a third of a second, which tests on the loopback need not pay.
client_settings() {
  cat <<END
Host pinned
  IdentityFile $folder/pinned
Host !pinned *
  IdentityFile $folder/open
Host *
  HostName $address
  Port $port
  User $(id -un)
  IdentitiesOnly yes
  IdentityAgent none
  BatchMode yes
  StrictHostKeyChecking yes
  UserKnownHostsFile $folder/known_hosts
  GlobalKnownHostsFile /dev/null
  UpdateHostKeys no
  PreferredAuthentications publickey
  ConnectTimeout 5
  ServerAliveInterval 1
  ServerAliveCountMax 2
  KexAlgorithms curve25519-sha256
END
}

# sshd writes its pid file once it listens; a port that somebody else took meanwhile leaves none.
listen() {
  port=${given_port:-$(free_ports 1)}
  server_settings >"$folder/sshd_config"
  "$(command -v sshd)" -f "$folder/sshd_config" -E "$folder/sshd.log" && eventually 2 test -s "$folder/sshd.pid"
}

up() {
  need sshd openssh-server
  need ssh openssh-client
  [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
  mkdir -p "$folder"
  chmod 755 "$folder"
  keys
  listen || listen || listen || {
    cat "$folder/sshd.log" >&2
    exit 1
  }
  echo "[$address]:$port $(cut -d' ' -f1,2 "$folder/host.pub")" >"$folder/known_hosts"
  client_settings >"$folder/ssh_config"
  echo "$port"
}

case $verb:${folder:+given} in
  up:given) up ;;
  down:given) stop "$folder/sshd.pid" sshd ;;
  *)
    echo "usage: $0 up FOLDER [ADDRESS] [PORT] | down FOLDER" >&2
    exit 64
    ;;
esac
