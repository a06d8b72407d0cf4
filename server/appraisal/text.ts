import { LineCounter, parseDocument } from "yaml";
import type { DocumentProblem } from "#core/formula/document.ts";

export type LinedProblem = DocumentProblem & { readonly line: number | null };
export type Read = {
  readonly value: unknown;
  readonly problems: readonly LinedProblem[];
  readonly lined: (problems: readonly DocumentProblem[]) => LinedProblem[];
};

/** Reads the YAML text of a scheme or plan as plain data: no tags, no aliases; problems get the line they stand on. */
export function readText(text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: "core", uniqueKeys: true });
  // The first mistake brings the others along: mended, they are gone.
  const broken = document.errors.slice(0, 1).map((error): LinedProblem => ({
    code: "not-yaml",
    path: "",
    values: { why: error.code },
    line: lines.linePos(error.pos[0]).line,
  }));
  const lineOf = (path: string): number | null => {
    for (let steps = stepsOf(path); steps.length > 0; steps = steps.slice(0, -1)) {
      const node: unknown = document.getIn(steps, true);
      const at = rangeOf(node);
      if (at !== null) return lines.linePos(at).line;
    }
    return null;
  };
  if (broken.length > 0) return { value: null, problems: broken, lined: () => broken };
  const alias = plainOf(() => document.toJS({ maxAliasCount: 0 }));
  return { value: alias, problems: [], lined: (problems) => problems.map((problem) => ({ ...problem, line: lineOf(problem.path) })) };
}

/** An alias bomb is not worth a reading: the checker then says that it is no mapping. */
function plainOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}

const stepsOf = (path: string): (string | number)[] =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function rangeOf(node: unknown): number | null {
  if (typeof node !== "object" || node === null || !("range" in node)) return null;
  const range = node.range;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : null;
}
