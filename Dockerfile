# Two stages: what builds is left behind, what runs is small and not root.
FROM node:24-bookworm-slim AS build
WORKDIR /waymark
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-fund --no-audit
COPY tsconfig.json ./
COPY schemas schemas
COPY templates templates
COPY public public
COPY src src
COPY scripts scripts
COPY test test
RUN npm run build && npm prune --omit=dev && rm -rf dist/test \
  # Of the printing fonts only two weights are used, and only as WOFF.
  && find node_modules/@fontsource -name '*.woff*' ! -name '*-[457]00-normal.woff' -delete

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /waymark
RUN mkdir /data && chown 1000:1000 /data
COPY --from=build --chown=root:root /waymark/package.json ./
COPY --from=build --chown=root:root /waymark/node_modules node_modules
COPY --from=build --chown=root:root /waymark/dist dist
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
