#!/usr/bin/env bash
# A Docker engine for test_engine.py, with a base image that comes from no registry. As root, on Debian:
#
#   eval "$(tests/containers/engine.sh start)"   uses the engine that answers, or starts one; says where it is
#   tests/containers/engine.sh stop              ends the one that it started; what it has built stays
#
# The base is Debian's own Python, from the mirrors that this machine's apt uses, tagged as the official image of that
# version is: python:3.11.2-slim. It has this machine's certificates, and the wheels that pip finds on this machine's disk
# (find-links), so it is for this machine only.
set -euo pipefail

home=${ENGINE_HOME:-/var/lib/grader-engine}
stand_in=python:3.11-slim-bookworm
own=unix://$home/docker.sock
made_as=2 # of what make_base makes; another number has it made again

main() {
  case "${1:-}" in
    start) start >&2; echo "export DOCKER_HOST=$(docker context inspect --format '{{.Endpoints.docker.Host}}')" ;;
    stop) stop ;;
    wheels) wheels "$2" ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
}

start() {
  install_missing docker:docker.io
  answers || export DOCKER_HOST=$own
  answers || start_engine
  [ "$(docker image inspect --format '{{index .Config.Labels "made-as"}}' "$stand_in" 2>/dev/null)" = "$made_as" ] || make_base
}

answers() { docker version >/dev/null 2>&1; }

install_missing() { # command:package …
  local pair need=()
  for pair in "$@"; do command -v "${pair%:*}" >/dev/null || need+=("${pair#*:}"); done
  [ "${#need[@]}" -eq 0 ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}"
}

# Without a bridge and without rules for the firewall: containers have the machine's network, or none.
start_engine() {
  install_missing dockerd:docker.io iptables:iptables
  mkdir -p -m 700 "$home"
  setsid dockerd --host "$own" --data-root "$home/data" --exec-root "$home/run" --pidfile "$home/pid" \
    --bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
    >"$home/log" 2>&1 </dev/null &
  for _ in $(seq 60); do
    answers && return
    kill -0 $! 2>/dev/null || break
    sleep 0.5
  done
  tail -n 5 "$home/log"
  echo "the Docker engine did not start; all that it said is in $home/log"
  return 1
}

make_base() {
  install_missing mmdebstrap:mmdebstrap
  local certificates=/etc/ssl/certs/ca-certificates.crt
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  mirrors | grep -q . || apt-get update -qq
  mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates \
    --customize-hook='ln -s python3 "$1/usr/bin/python"' \
    --customize-hook='rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED' \
    --customize-hook="cp $certificates \"\$1$certificates\"" \
    --customize-hook="$(realpath "$0") wheels \"\$1\"" \
    bookworm "$made/base.tar" - < <(mirrors)
  docker import --change 'CMD ["python3"]' --change "LABEL made-as=$made_as" "$made/base.tar" "$stand_in"
  docker tag "$stand_in" "python:$(docker run --rm --network none "$stand_in" python -c \
    'import platform; print(platform.python_version())')-slim"
}

# The folder of wheels that this machine's pip finds on its disk, if it has one, and pip's setting that names it.
wheels() { # root
  local folder
  folder=$(python3 -m pip config get global.find-links 2>/dev/null) && [ -d "$folder" ] || return 0
  mkdir -p "$1$folder"
  cp "$folder"/*.whl "$1$folder"
  printf '[global]\nfind-links = %s\n' "$folder" >"$1/etc/pip.conf"
}

# Debian's mirrors as apt here knows them, however they are written down.
mirrors() {
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    sed -nE 's/^Debian bookworm\S* //p' | sort -u
}

stop() {
  [ -f "$home/pid" ] || return 0
  local pid
  pid=$(cat "$home/pid")
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 60); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.5
  done
  umount "$home"/run/netns/* 2>/dev/null || true
}

main "$@"
