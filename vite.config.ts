import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env["HENGJI_API"] ?? "http://127.0.0.1:3000";

// The strict content policy of the server allows no inline script: nothing here may inject one.
export default defineConfig({
  root: "web",
  plugins: [react()],
  build: { outDir: "../dist", emptyOutDir: true, target: "es2023", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200 },
  server: { proxy: { "/api": api } },
});
