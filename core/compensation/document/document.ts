import type { Label } from "../../explain/explanation.ts";
import type { Plan, Settlement } from "../language/plan.ts";
import { componentSection } from "./component.ts";
import { measureSections } from "./measures.ts";
import { percentText, rounded, say, type Section } from "./said.ts";

/**
 * A plan as its payees read it: sentences and tables, the policies a plan leaves to their defaults said like the others, because two honest people
 * would read them two ways. Formulas stand as they are written.
 */
export function planDocument(plan: Plan): Section[] {
  return [
    { heading: say("general"), lines: general(plan), table: null },
    ...measureSections(plan.measures),
    ...plan.components.map((component) => componentSection(component, plan)),
    { heading: say("payment"), lines: payment(plan), table: null },
    { heading: say("conventions"), lines: conventions(plan), table: null },
  ];
}

function general({ base, period, currency, yearStart, fx }: Plan): Label[] {
  return [
    say(`base.${base}`),
    say(`every.${period}`),
    currency === "CNY" ? say("currency-CNY") : say("currency", { currency }),
    ...(yearStart === 1 ? [] : [say("year-start", { month: yearStart })]),
    ...(fx === "none" ? [] : [say(`fx.${fx}`)]),
  ];
}

function payment({ payout, settlement }: Plan): Label[] {
  return [payout ? say("payout", { formula: payout.text }) : say("payout-sum"), ...settled(settlement)];
}

function settled({ draw, guarantee, cap, reserve, negative, offsetMax, exit }: Settlement): Label[] {
  const when = draw?.when ? [say("draw.when", { formula: draw.when.text })] : [];
  const drawn = draw
    ? [
        say("draw.amount", { formula: draw.amount.text }),
        ...when,
        say(draw.recoverable ? `draw.recoverable-${draw.surplus}` : "draw.kept"),
        ...(draw.recoveryMax ? [say("draw.max", { formula: draw.recoveryMax.text })] : []),
      ]
    : [];
  return [
    ...drawn,
    ...(guarantee ? [say("guarantee", { formula: guarantee.text })] : []),
    ...(cap ? [say(`pay-cap.${cap.excess}`, { formula: cap.amount.text })] : []),
    ...(reserve ? [say("reserve", { share: percentText(reserve.share), months: reserve.releaseAfterMonths })] : []),
    say(`negative.${negative}`),
    ...(offsetMax ? [say("offset-max", { formula: offsetMax.text })] : []),
    say(`exit.held-${exit.held}`),
    ...(draw?.recoverable ? [say(`exit.draw-${exit.draw}`)] : []),
  ];
}

/** What is the same for every component. */
function conventions({ rounding, dayCount }: Plan): Label[] {
  return [say("missing"), say("order"), ...rounded(rounding), say(`days.${dayCount.basis}`), say(`days.start-${dayCount.startDay}`)];
}
