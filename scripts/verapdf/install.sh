#!/bin/sh
# Fetches veraPDF, the PDF Association's validator of PDF/A and PDF/UA, into .tools: a judge of our certificates, never
# a part of the service. Needs Java 17 or newer and Maven.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target="$here/../../.tools/verapdf"
made=$(cat "$here/pom.xml" "$here/Check.java")
if [ "$made" = "$(cat "$target/installed" 2>/dev/null)" ]; then exit 0; fi
rm -rf "$target"
mkdir -p "$target"
mvn --quiet --batch-mode --file "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$target/lib"
rm -rf "$here/target"
javac -nowarn -cp "$target/lib/*" -d "$target/classes" "$here/Check.java"
printf '%s\n' "$made" >"$target/installed"
