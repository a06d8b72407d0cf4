import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

export const root = join(import.meta.dirname, "../..");
export type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };
/** `target` is a path inside the project, or a package name; `isType` when nothing of it is left at run time. */
export type Import = { readonly target: string; readonly isType: boolean; readonly written: string };

/** Every file that is or will be committed. */
export function files(): string[] {
  const listed = execFileSync("git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
}

/** The program texts among them, with what they import. */
export function sources(): Source[] {
  return files()
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map(sourceOf);
}

function sourceOf(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, imports: [...imports(path, text)] };
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^"'`;]*?\sfrom\s+)?["']([^"'\n]+)["']/gm;
const dynamic = /\bimport\(\s*["']([^"']+)["']/g;

function* imports(path: string, text: string): Generator<Import> {
  for (const [, type, written] of text.matchAll(statement))
    yield { target: targetOf(path, written!), isType: type !== undefined, written: written! };
  for (const [, written] of text.matchAll(dynamic)) yield { target: targetOf(path, written!), isType: false, written: written! };
}

function targetOf(path: string, written: string): string {
  if (written.startsWith("#")) return written.slice(1);
  if (!written.startsWith(".")) return written;
  return posix.join(dirname(relative(root, join(root, path))), written);
}
