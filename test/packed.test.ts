import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { expect, it } from "vitest";

const assets = fileURLToPath(new URL("../dist/assets/", import.meta.url));

it.skipIf(!existsSync(assets))("every packed file of the built pages holds exactly what its plain twin holds", () => {
  const packed = readdirSync(assets).filter((name) => name.endsWith(".br"));
  const wrong = packed.filter(
    (name) => !brotliDecompressSync(readFileSync(assets + name)).equals(readFileSync(assets + name.slice(0, -3))),
  );
  expect(packed.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});
