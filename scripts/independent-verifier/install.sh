#!/bin/sh
# Makes the Python in which verify.py runs: a verifier of another family than ours, so that agreement means something.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python="$here/../../.tools/python"
if [ ! -x "$python/bin/python" ]; then
  mkdir -p "$(dirname "$python")"
  python3 -m venv "$python"
fi
if cmp -s "$here/requirements.txt" "$python/installed.txt"; then exit 0; fi
"$python/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cp "$here/requirements.txt" "$python/installed.txt"
