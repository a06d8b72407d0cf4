import type { Label } from "../../explain/explanation.ts";
import { decimalText } from "../../formula/exact.ts";
import type { Component, PayStep, Plan } from "../language/plan.ts";
import { ruleOf } from "./rule.ts";
import { percentText, rounded, say, type Section } from "./said.ts";

/** One way of earning: what counts, the rule, what limits it, when it is paid, what is taken back. */
export function componentSection(component: Component, plan: Plan): Section {
  const { table, lines } = ruleOf(component);
  return {
    heading: say("component", { name: component.name }),
    lines: [...what(component), ...lines, ...limits(component), ...paid(component), ...takenBack(component), ...otherwise(component, plan)],
    table,
  };
}

function what({ mode, span, credit, where, gate, body, pool, prizes }: Component): Label[] {
  const isByPeriod = mode === "period";
  return [
    say(mode === "accumulated" ? `mode.accumulated.${span}` : `mode.${mode}`),
    ...(credit === "own" ? [] : [say(`credit.${credit}`)]),
    ...(where ? [say(isByPeriod ? (pool || prizes ? "who-shares" : "whom") : "where", { formula: where.text })] : []),
    ...(gate ? [say("gate", { formula: gate.text })] : []),
    ...(body?.of ? [say("of", { formula: body.of.text })] : []),
  ];
}

function limits({ body, prorate, lessPaid, floor, cap }: Component): Label[] {
  return [
    ...(body?.times ? [say("times", { formula: body.times.text })] : []),
    ...(prorate ? [say("prorate")] : []),
    ...(lessPaid ? [say(`less-paid.${lessPaid}`)] : []),
    ...(floor ? [say("floor", { formula: floor.text })] : []),
    ...(cap
      ? [say(`cap.${cap.per}`, { formula: cap.amount.text }), ...(cap.per === "transaction" ? [] : [say(`excess.${cap.excess}`)])]
      : []),
  ];
}

function paid({ pay, pays, unit }: Component): Label[] {
  if (!pays) return [say("not-paid", { unit })];
  const [only] = pay;
  const isAtOnce = pay.length === 1 && only?.on === "booking" && only.afterMonths === 0 && only.afterDays === 0;
  return isAtOnce ? [] : pay.flatMap(step);
}

function step({ share, on, afterMonths: months, afterDays: days, partial }: PayStep): Label[] {
  const late = months > 0 && days > 0 ? "both" : months > 0 ? "months" : days > 0 ? "days" : null;
  const at = say(`pay.${on === "collection" ? `collection-${partial}` : on}`, { share: percentText(share) });
  return late ? [at, say(`pay.late-${late}`, { months, days })] : [at];
}

function takenBack({ clawback, amortise }: Component): Label[] {
  const cost = amortise ? [say(`amortise.${amortise.from}`, { months: amortise.months })] : [];
  if (!clawback) return cost;
  const { base, attainment, since, schedule } = clawback;
  const rows = schedule.map(({ from, share }, i) => {
    const next = schedule[i + 1];
    const place = next ? (from.n === 0n ? "-below" : "-between") : "";
    return say(`clawback.${since}${place}`, {
      from: decimalText(from),
      ...(next && { to: decimalText(next.from) }),
      share: percentText(share),
    });
  });
  const isAlways = schedule.length === 1 && schedule[0]!.from.n === 0n;
  return [say(`clawback.${base}`), ...(isAlways ? [] : rows), say(`clawback.attainment-${attainment}`), ...cost];
}

/** Rounding of its own, where it has one. */
function otherwise({ rounding }: Component, plan: Plan): Label[] {
  const isOwn = JSON.stringify(rounding) !== JSON.stringify(plan.rounding);
  return isOwn ? rounded(rounding) : [];
}
