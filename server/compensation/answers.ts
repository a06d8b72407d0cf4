import { formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Contract } from "#api/index.ts";
import type { Reply } from "../http/implement.ts";
import type { Computed } from "./compute.ts";
import type { Frozen } from "./life-store.ts";
import { placed } from "./lines.ts";
import type { OpenDeal } from "./store.ts";
import { codeOf } from "./tables.ts";
import { preview } from "./what-if.ts";

type Answers = Exclude<Reply<Contract["GET /api/statements/:positionId/answers"]>, { code: string }>;

/** The three questions people ask of pay: why is it not paid yet, what would pay more, why has it changed. */
export function answersOf(computed: Computed, deals: readonly OpenDeal[], frozen: Frozen | null): Answers {
  return { waiting: waitingOf(computed), more: moreOf(computed, deals), changed: frozen && changedOf(computed, frozen) };
}

/** What was earned and waits, with what it waits for; the largest first. */
function waitingOf({ statement }: Computed): Answers["waiting"] {
  if (statement.kind === "stopped") return [];
  return statement.settled.carried.waiting
    .map(({ component, transaction, earnedIn, amount, due, waitsFor }) => ({
      component, code: transaction && codeOf(transaction), earnedIn, amount: amountOf(amount), due, waitsFor: waitsFor ?? ("date" as const),
    }))
    .toSorted((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
    .map((one) => ({ ...one, amount: formatAmount(one.amount) }));
} // prettier-ignore

/** Each open deal as if it came in today: what it would add, the most first. */
function moreOf(computed: Computed, deals: readonly OpenDeal[]): Answers["more"] {
  return deals
    .flatMap((deal) => {
      if (deal.amount === null) return [];
      const { difference } = preview(computed, deal.amount, deal);
      return difference === null ? [] : [{ id: deal.id, name: deal.name, amount: formatAmount(deal.amount), gain: parseAmount(difference)! }];
    })
    .toSorted((a, b) => (a.gain < b.gain ? 1 : a.gain > b.gain ? -1 : 0))
    .map((one) => ({ ...one, gain: formatAmount(one.gain) }));
} // prettier-ignore

/** Line by line: what was published, and what the same rules make of the facts as they are now. */
function changedOf(computed: Computed, frozen: Frozen): Answers["changed"] {
  const before = sums(frozen.lines.map((line) => [`${line.component}\n${line.code ?? line.kind}`, parseAmount(line.earned)!] as const));
  const after = sums(placed(computed).map(({ line, made }) => [`${made.component.name}\n${line.credit ? codeOf(line.credit.transaction.id) : line.kind}`, amountOf(line.amount)] as const)); // prettier-ignore
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const lines = keys.flatMap((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    const [component, code] = key.split("\n") as [string, string];
    return was === is ? [] : [{ component, code, before: was === null ? null : formatAmount(was), after: is === null ? null : formatAmount(is) }];
  });
  const now = computed.payout === null ? null : formatAmount(computed.payout);
  return now === frozen.page.payout && lines.length === 0 ? null : { before: frozen.page.payout, after: now, lines };
} // prettier-ignore

function sums(list: readonly (readonly [string, Amount])[]): Map<string, Amount> {
  const found = new Map<string, Amount>();
  for (const [key, amount] of list) found.set(key, (found.get(key) ?? 0n) + amount);
  return found;
}
