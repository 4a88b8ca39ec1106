#!/bin/sh
# Makes the Python in which 1EdTech's own validator of Open Badges 2.0 runs. It pins libraries that Python 3 of today
# cannot load, so newer ones stand beside it: hence without its own list of dependencies, and apart from other Pythons.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python="$here/../../.tools/open-badges-2-validator"
if [ ! -x "$python/bin/python" ]; then
  mkdir -p "$(dirname "$python")"
  python3 -m venv "$python"
fi
if cmp -s "$here/requirements.txt" "$python/installed.txt"; then exit 0; fi
"$python/bin/python" -m pip install --quiet --disable-pip-version-check 'setuptools<81' wheel
"$python/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --requirement "$here/requirements.txt"
cp "$here/requirements.txt" "$python/installed.txt"
