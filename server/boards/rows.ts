import { z } from "zod";
import { day, uuid } from "#api/common.ts";
import type { Contract } from "#api/index.ts";
import { formatAmount } from "#core/base/money.ts";
import { formatCount } from "#core/kpi/quantity.ts";
import type { Context, Reply } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { compileRows, type FactLine, type RowPlace } from "./compile.ts";
import { sidesOf } from "#core/boards/traits.ts";
import { viewOf } from "./view.ts";

type Rows = Contract["GET /api/dashboard-rows"];

/** What stands behind one part of a tile: the same facts that were counted, within the same reach. */
export async function rowsBehind(ctx: Context<Rows>): Promise<Reply<Rows>> {
  const { query } = ctx;
  const view = await viewOf(ctx, query);
  if (isRefusal(view)) return view;
  const metric = await definitionOf(ctx.tx, query.metric);
  const sides = metric && sidesOf(metric);
  const after = query.cursor === undefined ? null : placeOf(query.cursor);
  if (!metric || !sides || after === undefined) return refuse("bad-request");
  const { subject, cuts } = view;
  const rows = await ctx.tx.rows(
    compileRows({
      measure: sides.numerator,
      nodes: { kind: subject.kind, ids: [subject.id] },
      span: { from: query.from, to: query.to },
      cuts,
      after,
      limit: query.limit + 1,
    }),
  );
  const shown = rows.slice(0, query.limit);
  const isCount = metric.unit === "count";
  return { rows: shown.map((row) => lineOf(row, isCount)), next: rows.length > query.limit ? cursorOf(shown.at(-1)!) : null };
}

function lineOf({ day: on, code, order, customer, person, value }: FactLine, isCount: boolean) {
  return { day: on, code, order, customer, person, credit: isCount ? formatCount(value) : formatAmount(value) };
}

const place = z.tuple([day, uuid, uuid]);
const cursorOf = ({ day: on, source, positionId }: RowPlace): string =>
  Buffer.from(JSON.stringify([on, source, positionId])).toString("base64url");

function placeOf(cursor: string): RowPlace | undefined {
  try {
    const [on, source, positionId] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { day: on, source, positionId };
  } catch {
    return undefined;
  }
}
