#!/bin/sh
# Runs a command with a MongoDB-compatible server beside it, for machines that have Go but no MongoDB.
#   scripts/ferretdb.sh COMMAND...
# FerretDB is built once into .tools/ferretdb, listens on a free loopback port, keeps its data in a
# temporary folder, and is stopped when COMMAND ends. COMMAND finds it in MONGODB_URI; its exit
# status is ours. Without Go: exit 3. Where MONGODB_URI is set already, COMMAND runs with that and
# nothing is started.
set -eu

version=v1.24.0
module=github.com/FerretDB/FerretDB
root=$(cd "$(dirname "$0")/.." && pwd)
binary="$root/.tools/ferretdb/ferretdb-$version"

build() {
  if ! command -v go >/dev/null 2>&1; then
    echo "ferretdb.sh: Go is needed to build FerretDB, and there is none. Set MONGODB_URI instead." >&2
    exit 3
  fi
  echo "ferretdb.sh: building FerretDB $version, once; this takes some minutes" >&2
  source=$(mktemp -d)
  # The module as published lacks its version file, and does not start without one.
  (
    cd "$source"
    printf 'module ferretdb.build\n\ngo 1.22\n' >go.mod
    fetched=$(go mod download -json "$module@$version" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
    cp -R "$fetched" source
    chmod -R u+w source
    printf '%s\n' "$version" >source/build/version/version.txt
    cd source
    GOFLAGS=-mod=mod CGO_ENABLED=0 go build -o "$source/ferretdb" ./cmd/ferretdb
  )
  mkdir -p "$(dirname "$binary")"
  mv "$source/ferretdb" "$binary.new"
  mv "$binary.new" "$binary"
  rm -rf "$source"
}

if [ $# -eq 0 ]; then
  echo "usage: scripts/ferretdb.sh COMMAND..." >&2
  exit 2
fi
[ -z "${MONGODB_URI:-}" ] || exec "$@"
[ -x "$binary" ] || build

state=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$state"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}
answers() {
  node -e 'const s = require("node:net").connect(+process.argv[1], "127.0.0.1", () => process.exit(0)); s.on("error", () => process.exit(1))' "$1"
}

port=$(free_port)
FERRETDB_TELEMETRY=disable DO_NOT_TRACK=1 "$binary" --handler=sqlite --sqlite-url="file:$state/" \
  --state-dir="$state" --listen-addr="127.0.0.1:$port" --debug-addr=- --telemetry=disable \
  --log-level=error >"$state/log" 2>&1 &
server=$!

tries=0
until answers "$port"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "ferretdb.sh: FerretDB did not start:" >&2
    cat "$state/log" >&2
    exit 1
  fi
  sleep 0.1
done

# FerretDB v1 finds and then writes, without a lock: over one connection its commands come one after
# the other, and so are as atomic as MongoDB's.
MONGODB_URI="mongodb://127.0.0.1:$port/?maxPoolSize=1"
export MONGODB_URI
echo "ferretdb.sh: $MONGODB_URI" >&2
status=0
"$@" || status=$?
exit "$status"
