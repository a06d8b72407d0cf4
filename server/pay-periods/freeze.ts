import { createHash } from "node:crypto";
import { formatAmount } from "#core/base/money.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import { canonical } from "../audit/record.ts";
import { computedFrom, type Computed } from "../compensation/compute.ts";
import { handOverOf, type HandOver } from "../compensation/hand-over.ts";
import type { Input } from "../compensation/input.ts";
import { behindOf, lineRows, placed } from "../compensation/lines.ts";
import { statementPage } from "../compensation/page.ts";
import { rowOf } from "../compensation/row.ts";
import type { Behind } from "../compensation/store.ts";
import type { Frozen } from "../compensation/life-store.ts";
import type { Tx } from "../db/tx.ts";
import type { PublishedRow } from "./store.ts";

/** A statement as it is published: what the list, the page, its lines and the hand-over show. */
export type Document = Frozen & { readonly row: ReturnType<typeof rowOf>; readonly handOver: HandOver };
/** What a hand-over needs of it; the lines are most of a statement, and there are thousands. */
export type Brief = Omit<Document, "lines">;
export function briefOf(document: string): Brief {
  const { row, page, handOver } = JSON.parse(document) as Document;
  return { row, page, handOver };
}
/** With the orders and customers behind the lines, which are no part of the calculation. */
export type KeptInput = Input & { readonly behind: readonly (readonly [string, Behind])[] };

export async function withBehind(tx: Tx, input: Input): Promise<KeptInput> {
  const lines = computedFrom(input).flatMap((computed) => placed(computed).map((one) => ({ ...one, base: computed.rules.base })));
  return { ...input, behind: [...(await behindOf(tx, lines))] };
}

/** Pure: what was kept gives the same statements for ever. */
export function documentsOf(input: KeptInput): PublishedRow[] {
  const details = new Map(input.behind);
  return computedFrom(input).map((computed) => publishedOf(computed, details));
}

function publishedOf(computed: Computed, details: ReadonlyMap<string, Behind>): PublishedRow {
  const { about, plan, payout, statement } = computed;
  const document: Document = {
    row: rowOf(computed),
    page: statementPage(computed),
    lines: lineRows(computed, placed(computed), details),
    handOver: handOverOf(computed),
  };
  const text = canonical(JSON.parse(JSON.stringify(document)));
  const { positionId, code, personId } = about.seat;
  const paid = statement.kind === "statement" ? amountOf(statement.settled.paid) : null;
  return { positionId, code, personId, planId: plan.id, payout, paid, document: text, hash: sha256(text) };
}

/** One hash over everything that is published: of whom, how much, and every byte behind it. */
export const payloadHash = (period: string, publication: number, rows: readonly Pick<PublishedRow, "code" | "payout" | "hash">[]): string =>
  sha256(canonical({ period, publication, rows: rows.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, payout, hash }) => [code, payout === null ? null : formatAmount(payout), hash]) })); // prettier-ignore

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
