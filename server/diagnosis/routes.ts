import { z } from "zod";
import { day, uuid } from "#api/common.ts";
import { formatAmount } from "#core/base/money.ts";
import { periodAt, periodOf, type Period } from "#core/calendar/period.ts";
import { diagnose } from "#core/diagnosis/diagnose.ts";
import { byWorth, startHere } from "#core/diagnosis/finding.ts";
import type { Label } from "#core/explain/explanation.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { periodReply } from "../kpi/overview.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { crumbs, subjectOf, type Caller, type Subject, type Whose } from "../kpi/subject.ts";
import { processOf } from "./process.ts";
import { spansOf, type Asked } from "./asked.ts";
import { gather, shownFinding } from "./gather.ts";
import { drillOf, ordersOf, type DrillRecord, type OrderPlace } from "./store.ts";

/** Why the numbers are as they are. */
export function diagnosis(server: Server): void {
  implement(server, "GET /api/diagnosis", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    return "code" in here ? here : whole(here);
  });

  implement(server, "GET /api/diagnosis/start", async (ctx) => {
    const period = ctx.query.period
      ? periodOf(ctx.query.period, fiscalOf(ctx.tenant))
      : periodAt(ctx.today, "quarter", fiscalOf(ctx.tenant));
    if (!period) return refuse("period-unknown", { period: ctx.query.period ?? "" });
    return { period: period.key, ...(await start(ctx, period)) };
  });

  implement(server, "GET /api/diagnosis/drill", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const { subject, period } = here;
    const { by, class: cls, region, category, person } = ctx.query;
    const spans = spansOf(period, ctx);
    const nodes = { kind: subject.kind, ids: [subject.id] };
    const rows = await drillOf(ctx.tx, { nodes, spans, by, cell: { class: cls, region, category, person }, today: ctx.today });
    return {
      subject,
      period: periodReply(period, ctx.tenant),
      base: spans.before,
      total: shownRow(totalOf(rows)),
      rows: rows.map(shownRow),
    };
  });

  implement(server, "GET /api/diagnosis/process", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    return "code" in here ? here : { subject: here.subject, ...(await processOf(here)) };
  });

  rowRoute(server);
}

async function whole({ caller, subject, period }: Asked) {
  const { facts, below, rowsTouched } = await gather({ caller, subject, period }, true);
  const { gap, trees, findings } = diagnose(facts);
  return {
    subject,
    crumbs: await crumbs(caller, subject),
    below: [...below],
    period: periodReply(period, caller.tenant),
    base: facts.before,
    gap,
    trees: [...trees],
    findings: byWorth(findings).map(shownFinding),
    start: startHere(findings).map((one) => one.key),
    absent: absentOf(facts),
    rowsTouched,
  };
}

/** The workbench's three: rollups, targets and plan lines only, so that opening the day costs little. */
export async function start(caller: Caller, period: Period) {
  const subject = await subjectOf(caller, {});
  if (!subject) return { subject: null, findings: [], rowsTouched: 0 };
  const { facts, rowsTouched } = await gather({ caller, subject, period }, false);
  return { subject, findings: startHere(diagnose(facts).findings).map(shownFinding), rowsTouched };
}

function absentOf({ target, cells, customers, children }: Parameters<typeof diagnose>[0]): Label[] {
  return [
    ...(target === null && children.every((child) => child.target === null) ? [{ key: "diagnosis.absent.targets" }] : []),
    ...(customers.length === 0 ? [{ key: "diagnosis.absent.customers" }] : []),
    ...(cells.every((cell) => cell.class === "" && cell.category === "") ? [{ key: "diagnosis.absent.segments" }] : []),
    ...(children.every((child) => child.lines === 0) ? [{ key: "diagnosis.absent.collection" }] : []),
  ];
}

async function hereOf(caller: Caller, query: Whose & { period: string }): Promise<Asked | Refusal> {
  const period = periodOf(query.period, fiscalOf(caller.tenant));
  if (!period) return refuse("period-unknown", { period: query.period });
  const subject: Subject | null = await subjectOf(caller, query);
  return subject ? { caller, subject, period } : refuse("not-found");
}

const totalOf = (rows: readonly DrillRecord[]): DrillRecord => ({
  key: "",
  label: null,
  now: rows.reduce((sum, row) => sum + row.now, 0n),
  before: rows.reduce((sum, row) => sum + row.before, 0n),
  orders: rows.reduce((sum, row) => sum + row.orders, 0),
  ordersBefore: rows.reduce((sum, row) => sum + row.ordersBefore, 0),
});

const shownRow = (row: DrillRecord) => ({
  key: row.key,
  label: row.label ?? row.key,
  now: formatAmount(row.now),
  before: formatAmount(row.before),
  change: formatAmount(row.now - row.before),
  orders: Math.round(row.orders * 100) / 100,
  ordersBefore: Math.round(row.ordersBefore * 100) / 100,
});

const place = z.tuple([day, z.string(), uuid]);

function placeOf(cursor: string): OrderPlace | undefined {
  try {
    const [on, code, positionId] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { day: on, code, positionId };
  } catch {
    return undefined;
  }
}

function rowRoute(server: Server): void {
  implement(server, "GET /api/diagnosis/rows", async (ctx) => {
    const { from, to, cursor, limit, class: cls, region, category, person } = ctx.query;
    const after = cursor === undefined ? null : placeOf(cursor);
    if (after === undefined) return refuse("bad-request");
    const subject = await subjectOf(ctx, ctx.query);
    if (!subject) return refuse("not-found");
    const rows = await ordersOf(ctx.tx, {
      nodes: { kind: subject.kind, ids: [subject.id] },
      span: { from, to },
      cell: { class: cls, region, category, person },
      after,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map(({ day: signedOn, code, customer, class: grade, region: area, category: group, person: who, amount, credit }) => ({
        signedOn,
        order: code,
        customer,
        class: grade,
        region: area,
        category: group,
        person: who,
        amount: formatAmount(amount),
        credit: formatAmount(credit),
      })),
      next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.day, last.code, last.positionId])).toString("base64url") : null,
    };
  });
}
