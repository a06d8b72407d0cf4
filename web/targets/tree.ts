import type { Reply } from "../lib/client.ts";

export type Tree = Reply<"GET /api/targets">;
export type Node = Tree["nodes"][number];
export type TrailData = Reply<"GET /api/target-nodes/:nodeId/trail">;
export type Strategy = Reply<"GET /api/strategy">;
/** What a word or a decision about a target makes stale. */
export const stale = ["/api/target-nodes", "/api/targets"];
/** One column of the table: a period of the year and the months it adds up. */
export type Column = { readonly key: string; readonly months: readonly number[] };

/** The year, then quarters or months. */
export function columnsOf({ year, months }: Tree, grain: "quarter" | "month"): Column[] {
  const whole = { key: String(year), months: months.map((_, i) => i) };
  const parts =
    grain === "month"
      ? months.map((month, i) => ({ key: month.key, months: [i] }))
      : [0, 1, 2, 3].map((q) => ({ key: `${year}-Q${q + 1}`, months: [q * 3, q * 3 + 1, q * 3 + 2] }));
  return [whole, ...parts];
}

/** Nodes whose every ancestor is open. */
export function shown(nodes: readonly Node[], closed: ReadonlySet<string>): Node[] {
  const hidden = new Set<string>();
  return nodes.filter((node) => {
    const isHidden = node.parentId !== null && (hidden.has(node.parentId) || closed.has(node.parentId));
    if (isHidden) hidden.add(node.id);
    return !isHidden;
  });
}

export const hasChildren = (nodes: readonly Node[], id: string): boolean => nodes.some((node) => node.parentId === id);
