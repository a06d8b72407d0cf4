import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const api = process.env["HENGJI_API"] ?? "http://127.0.0.1:3000";
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/**
 * A compressed twin of each large text file, so that the server packs nothing while people wait. Made of what stands on
 * the disk: Vite still fills in names after the bundle has been handed to plugins.
 */
const packed: Plugin = {
  name: "packed",
  apply: "build",
  writeBundle({ dir = "." }, bundle) {
    for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))) {
      const path = join(dir, fileName);
      const source = readFileSync(path);
      if (source.length > 1024) writeFileSync(`${path}.br`, brotliCompressSync(source, quality));
    }
  },
};

// The strict content policy of the server allows no inline script: nothing here may inject one.
export default defineConfig({
  root: "web",
  plugins: [react(), packed],
  build: { outDir: "../dist", emptyOutDir: true, target: "es2023", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200 },
  // The host stays as the browser sent it, or the server takes a page of ours for one of a stranger.
  server: { proxy: { "/api": { target: api, changeOrigin: false } } },
});
