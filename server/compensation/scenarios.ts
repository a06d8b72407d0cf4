import type { Contract } from "#api/index.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Row, Tables } from "#core/compensation/engine/tables.ts";
import { readPlan, type Checked } from "#core/compensation/language/read.ts";
import { decimalText, exact, exactOf, times, ZERO, plus, type Exact } from "#core/formula/exact.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { readText } from "../appraisal/text.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { computedFrom } from "./compute.ts";
import { gather } from "./gather.ts";
import type { Input } from "./input.ts";
import { everybodyUnder } from "./trial.ts";

type Ask = Contract["POST /api/plan-scenarios"];
type Answer = Exclude<Reply<Ask>, { code: string }>;

const TENTHS = [7n, 8n, 9n, 10n, 11n, 12n, 13n];

/** 情景: what a text would cost if there had been less or more business; quotas, scores and everything else stay as they are. */
export async function planScenarios({ tx, body, tenant }: Context<Ask>): Promise<Reply<Ask>> {
  const env = envOf(tenant);
  const asked = periodOf(body.period, env.fiscal);
  if (!asked) return refuse("period-unknown", { period: body.period });
  const read = readText(body.text);
  const checked: Checked = read.problems.length > 0 ? { kind: "refused", problems: read.problems } : readPlan(read.value);
  if (checked.kind === "refused") return { problems: read.problems.length > 0 ? [...read.problems] : read.lined(checked.problems), plan: null, scenarios: [] };
  return { problems: [], ...(await scenariosOf(tx, env, read.value, asked)) };
} // prettier-ignore

async function scenariosOf(tx: Tx, env: Env, document: unknown, asked: Period): Promise<Pick<Answer, "plan" | "scenarios">> {
  const { plan, period, seats, book } = await everybodyUnder(tx, env, document, asked);
  const made = TENTHS.map((tenths) => ({ tenths, business: ZERO, earned: [] as Amount[], stopped: 0 }));
  for await (const input of gather(tx, env, seats, asked, { book, detail: "sums" })) {
    for (const one of made) {
      const moved = one.tenths === 10n ? input : { ...input, segments: input.segments.map((segment) => ({ ...segment, tables: scaled(segment.tables, exact(one.tenths, 10n)) })) };
      one.business = plus(one.business, businessOf(moved));
      for (const { statement } of computedFrom(moved)) {
        if (statement.kind === "stopped") one.stopped++;
        else one.earned.push(amountOf(statement.earned));
      }
    }
  }
  return { plan: { name: plan.name, period: period.key }, scenarios: made.map(shown) };
} // prettier-ignore

/** Money and pieces of every transaction and receipt times a share; what a value, a quota or a rate says stays. */
function scaled(tables: Tables, share: Exact): Tables {
  const names = new Set(["amount", "cost", "quantity"]);
  const cell = (name: string, text: string): string => {
    const value = names.has(name) ? exactOf(text) : null;
    return value ? decimalText(times(value, share), 8) : text;
  };
  const rows = (list: readonly Row[] = []) => list.map(({ no, cells }) => ({ no, cells: Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, cell(name, text)])) }));
  return { ...tables, transactions: rows(tables.transactions), receipts: rows(tables.receipts) };
} // prettier-ignore

/** Of the period, of those the plan pays. */
function businessOf({ segments, period }: Input): Exact {
  const { tables, members } = segments.at(-1)!;
  const paid = new Set(members);
  return (tables.transactions ?? []).reduce((sum, { cells }) => {
    const { participant = "", date = "", amount = "" } = cells;
    return paid.has(participant) && date >= period.from && date < period.to ? plus(sum, exactOf(amount) ?? ZERO) : sum;
  }, ZERO);
}

function shown({ tenths, business, earned, stopped }: { tenths: bigint; business: Exact; earned: readonly Amount[]; stopped: number }): Answer["scenarios"][number] {
  const sorted = earned.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (share: number): string | null => (sorted.length === 0 ? null : formatAmount(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!));
  const total = earned.reduce((sum, one) => sum + one, 0n);
  const amount = amountOf(business);
  return {
    share: String(tenths * 100_000n), business: formatAmount(amount), earned: formatAmount(total), ratio: amount > 0n ? String((total * 1_000_000n) / amount) : null,
    payees: earned.length, stopped, low: at(0.1), middle: at(0.5), high: at(0.9),
  };
} // prettier-ignore
