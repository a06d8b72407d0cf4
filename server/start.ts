import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// A third of a start is reading and compiling modules: the cache keeps that from the start before.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
await import("./main.ts");
