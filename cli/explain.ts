import { parseArgs } from "node:util";
import { sql } from "kysely";
import { elapsed } from "#core/calendar/compare.ts";
import { periodOf } from "#core/calendar/period.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { tenantOf, type Tenant } from "#server/auth/principal.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction, type Tx } from "#server/db/tx.ts";
import { explainMetric } from "#server/kpi/explain.ts";
import { fiscalOf } from "#server/kpi/sheet.ts";
import { type Command, CommandError } from "./command.ts";
import { withMigrated } from "./database.ts";
import { languageOfShell } from "./language.ts";
import { chosenTenant } from "./tenant.ts";
import { wordsIn } from "#server/words.ts";

const usage = `explain METRIC --position|--unit CODE --period KEY [--of METRIC] [--tenant CODE] [--json]
      METRIC: a code of \`hengji kpi list\`
      KEY: 2026 2026-H1 2026-Q2 2026-06 2026-W05 2026-06-18`;

export const explainCommand: Command = {
  usage,
  summary: {
    zh: "一个指标怎么算的：公式、组成、明细在哪里；岗位可用岗位编号或工号。",
    en: "How a metric was computed: formula, parts and where its rows are. A position may be named by its code or its holder's number.",
  },
  run: (args) => askMetric(args, usage, (answer) => JSON.stringify(answer, null, 2), told),
};

/** Asks one metric of one unit or position; both commands that do so differ in what they print only. */
export async function askMetric(
  args: readonly string[],
  how: string,
  asJson: (answer: Answer) => string,
  asText: (answer: Answer) => string,
): Promise<number> {
  return withMigrated(async ({ url }) => {
    const asked = parsed(args, how);
    const pool = openPool(url, { max: 1 });
    try {
      const tenantId = await chosenTenant(pool, asked.values.tenant);
      const answer = await inTransaction(pool, { tenantId }, (tx) => explained(tx, asked, how));
      console.log(asked.values.json ? asJson(answer) : asText(answer));
      return 0;
    } finally {
      await pool.end();
    }
  });
}

const options = {
  position: { type: "string" },
  unit: { type: "string" },
  period: { type: "string" },
  of: { type: "string" },
  tenant: { type: "string" },
  json: { type: "boolean" },
} as const;

function parsed(args: readonly string[], how: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${how}`);
  }
}

async function explained(tx: Tx, { positionals, values }: ReturnType<typeof parsed>, how: string) {
  const [metric] = positionals;
  const base = values.of ?? "signed-amount";
  if (!metric || !values.period || Boolean(values.unit) === Boolean(values.position)) throw new CommandError(`hengji ${how}`);
  const tenant = await tenantOf(tx, new Date());
  const period = periodOf(values.period, fiscalOf(tenant));
  if (!period) throw new CommandError(`没有这个期间 / no such period: ${values.period}`);
  const subject = values.unit ? await unitByCode(tx, tenant, values.unit) : await positionByCode(tx, tenant, values.position!);
  const explanation = await explainMetric({ tx, tenant, subject, period }, metric, base);
  if (!explanation) throw new CommandError(`没有这个指标 / no such metric: ${metric}`);
  return { subject, period: { key: period.key, from: period.from, to: period.to, doneTo: elapsed(period, tenant.today).to }, explanation };
}

type Named = { kind: "unit" | "position"; id: string; name: string };

async function unitByCode(tx: Tx, { today }: Tenant, code: string): Promise<Named> {
  const unit = await tx.row(sql<Named>`
    select 'unit' as kind, o.id, coalesce(v.name, o.code) as name from org_units o
    left join org_unit_versions v on v.tenant_id = o.tenant_id and v.org_unit_id = o.id and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)
    where o.tenant_id = current_tenant() and o.code = ${code}`);
  if (!unit) throw new CommandError(`没有这个部门 / no such unit: ${code}`);
  return unit;
}

/** By the code of the position, else by the number of whoever holds it today. */
async function positionByCode(tx: Tx, { today }: Tenant, code: string): Promise<Named> {
  const seat = await tx.row(sql<Named>`
    select 'position' as kind, p.id, coalesce(h.name, p.code) as name from positions p
    left join assignments a on a.tenant_id = p.tenant_id and a.position_id = p.id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
    left join persons h on h.tenant_id = p.tenant_id and h.id = a.person_id
    where p.tenant_id = current_tenant() and (p.code = ${code} or h.code = ${code}) order by p.code <> ${code}, p.code limit 1`);
  if (!seat) throw new CommandError(`没有这个岗位或工号 / no such position or number: ${code}`);
  return seat;
}

export type Answer = Awaited<ReturnType<typeof explained>>;

export function told({ subject, period, explanation }: Answer): string {
  const words = wordsIn(languageOfShell());
  const lines = (of: Explanation, indent: string): string[] => [
    `${indent}${words.text(of.label)}  ${words.value(of.value)}`,
    ...(of.rule ? [`${indent}  = ${words.text(of.rule)}`] : []),
    ...(of.notes ?? []).map((note) => `${indent}  · ${words.text(note)}`),
    ...(of.rows && of.rows.count > 0
      ? [`${indent}  → ${of.rows.count} ${words.text({ key: `explain.source.${of.rows.source}` })}  ${addressOf(of.rows.query)}`]
      : []),
    ...(of.parts ?? []).flatMap((part) => lines(part, `${indent}    `)),
  ];
  return [`${subject.name}  ${period.key}  ${period.from} – ${period.to}`, ...lines(explanation, "")].join("\n");
}

function addressOf({ path = "", ...query }: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}
