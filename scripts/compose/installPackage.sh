#!/bin/sh
# Builds the package from the sources in $SOURCE and installs it into $N8N_FOLDER, n8n's .n8n folder.
# $OWNER (user:group), if set, becomes the owner of that folder: n8n's container runs as that user.
# compose.yaml runs this in a container. The sources are only read.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What a clone has, without what was installed or built in it.
tar -C "$SOURCE" --exclude=./node_modules --exclude='./test/*/*/node_modules' --exclude=./.tmp --exclude=./dist -c . | tar -C "$work" -x
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npm run --silent build
package=$(npm pack --silent)
npm install --prefix "$N8N_FOLDER/nodes" "./$package" --ignore-scripts --legacy-peer-deps --no-audit --no-fund --loglevel=error
if [ -n "${OWNER:-}" ]; then chown -R "$OWNER" "$N8N_FOLDER"; fi
