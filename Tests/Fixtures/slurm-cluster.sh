#!/bin/bash
# A private Slurm on this machine: a controller, nodes n1, n2... that share it, and a munge daemon with a key of its own.
# Loopback only; without systemd, cgroups and database; nothing below /etc/slurm or /etc/munge is read or written.
#
#   slurm-cluster.sh up FOLDER [NODES]        then SLURM_CONF=FOLDER/slurm.conf srun ...
#   slurm-cluster.sh kill-node FOLDER NODE    its daemon is killed; Slurm notices after ten seconds
#   slurm-cluster.sh start-node FOLDER NODE
#   slurm-cluster.sh down FOLDER
#
# Nodes have four cores and the partition "test"; "short" ends jobs after a minute.
. "$(dirname "$(realpath "$0")")/lib.sh"

verb=${1:-}
folder=${2:+$(realpath -m "$2")}
conf=$folder/slurm.conf
export SLURM_CONF=$conf

start_munge() {
  [ -f "$folder/munge.key" ] || (umask 077 && head -c 128 /dev/urandom >"$folder/munge.key")
  munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munge.seed" --num-threads=2 2>"$folder/munged.err"
}

# settings NODES
settings() {
  local ports
  mapfile -t ports < <(free_ports $(($1 + 1)))
  cat <<END
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool.%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
MpiDefault=none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
PriorityType=priority/basic
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
MessageTimeout=10
InactiveLimit=0
KillWait=2
UnkillableStepTimeout=10
WaitTime=0
PropagateResourceLimits=NONE
LaunchParameters=send_gids
END
  for node in $(seq "$1"); do
    echo "NodeName=n$node NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=${ports[$node]} CPUs=4 RealMemory=2000"
  done
  echo "PartitionName=test Nodes=n[1-$1] Default=YES MaxTime=INFINITE OverSubscribe=NO"
  echo "PartitionName=short Nodes=n[1-$1] MaxTime=1 OverSubscribe=NO"
}

start_node() {
  mkdir -p "$folder/spool.$1"
  slurmd -N "$1" -f "$conf"
}

all_idle() { [ "$(sinfo -h -N -p test -t idle -o %N 2>/dev/null | sort -u | wc -l)" = "$1" ]; }

# up NODES
up() {
  need slurmctld slurm-wlm slurm-client
  need slurmd slurm-wlm slurm-client
  need munged munge
  mkdir -p "$folder/state"
  chmod 755 "$folder"
  start_munge
  settings "$1" >"$conf"
  slurmctld -c -f "$conf"
  for node in $(seq "$1"); do start_node "n$node"; done
  eventually 20 all_idle "$1" || {
    sinfo -N -l >&2 || true
    tail -n 5 "$folder"/slurm*.log >&2
    exit 1
  }
}

# Steps outlive a node whose daemon was killed; theirs are the processes whose surroundings name our settings.
end_steps() {
  for pid in $(pgrep -x slurmstepd); do
    ! grep -qsz "^SLURM_CONF=$conf" "/proc/$pid/environ" || kill -9 "$pid" 2>/dev/null || true
  done
}

down() {
  for file in "$folder"/slurmd.*.pid; do stop "$file" slurmd; done
  stop "$folder/slurmctld.pid" slurmctld
  stop "$folder/munged.pid" munged
  end_steps
}

case $verb:${folder:+given} in
  up:given) up "${3:-3}" ;;
  kill-node:given)
    kill -9 "$(cat "$folder/slurmd.$3.pid")"
    rm -f "$folder/slurmd.$3.pid"
    ;;
  start-node:given) start_node "$3" ;;
  down:given) down ;;
  *)
    echo "usage: $0 up FOLDER [NODES] | kill-node FOLDER NODE | start-node FOLDER NODE | down FOLDER" >&2
    exit 64
    ;;
esac
