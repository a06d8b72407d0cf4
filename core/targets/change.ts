import { split, type Amount } from "../base/money.ts";

/** Twelve months of a node in ten-thousandths; null where nothing is set. */
export type Row = readonly (Amount | null)[];
export type Change =
  /** The months from `from` on together become `amount`, in their present proportion (evenly where there is none). */
  | { readonly kind: "adjust"; readonly nodeId: string; readonly from: number; readonly amount: Amount }
  /** A successor takes over the months from `from` on. */
  | { readonly kind: "hand-over"; readonly nodeId: string; readonly from: number; readonly toNodeId: string }
  /** Others take over, each month in the proportion of what they carry in it (evenly where nobody carries anything). */
  | { readonly kind: "spread"; readonly nodeId: string; readonly from: number; readonly among: readonly string[] };

/**
 * The rows a change leaves, for the nodes it touches only. Months before `from` (an index into the year) stay as they are.
 * Handing over and spreading move every month exactly: the sum over all nodes is the same before and after, month by
 * month. What was handed over is empty afterwards, not zero. Null when there is nobody to take it.
 */
export function changed(rows: ReadonlyMap<string, Row>, change: Change): Map<string, Row> | null {
  const row = rows.get(change.nodeId) ?? [];
  switch (change.kind) {
    case "adjust":
      return new Map([[change.nodeId, adjusted(row, change.from, change.amount)]]);
    case "hand-over":
      return moved(rows, change, [change.toNodeId]);
    case "spread":
      return change.among.length === 0 ? null : moved(rows, change, change.among);
  }
}

function adjusted(row: Row, from: number, amount: Amount): Row {
  const rest = row.slice(from).map((month) => month ?? 0n);
  const parts = split(amount, weightsOf(rest));
  return row.map((month, i) => (i < from ? month : parts[i - from]!));
}

function moved(rows: ReadonlyMap<string, Row>, { nodeId, from }: Change, among: readonly string[]): Map<string, Row> {
  const given = rows.get(nodeId) ?? [];
  const takers = new Map(among.map((id) => [id, [...(rows.get(id) ?? given.map(() => null))]]));
  for (const [i, month] of given.entries()) {
    if (i < from || month === null) continue;
    const parts = split(month, weightsOf([...takers.values()].map((row) => row[i] ?? 0n)));
    [...takers.values()].forEach((row, j) => (row[i] = (row[i] ?? 0n) + parts[j]!));
  }
  return new Map<string, Row>([...takers, [nodeId, given.map((month, i) => (i < from ? month : null))]]);
}

/** Present amounts as weights; all alike where there are none. */
const weightsOf = (amounts: readonly Amount[]): Amount[] =>
  amounts.some((amount) => amount > 0n) ? amounts.map((amount) => (amount > 0n ? amount : 0n)) : amounts.map(() => 1n);
