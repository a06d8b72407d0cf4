import type { Entered, Source } from "#core/compensation/layout.ts";
import { personCodes } from "../people/store.ts";
import type { Tx } from "../db/tx.ts";
import { languageOf } from "../imports/texts.ts";
import { wordsIn } from "../words.ts";
import { briefOf, type Brief } from "./freeze.ts";
import { periodRow, publishedAs } from "./store.ts";

type Say = (key: string) => string;

/** What a format lays out: the published rows of one kind, with everything a column may ask. Null: nobody has approved the period. */
export async function recordsOf(tx: Tx, key: string, source: Source, locale: string): Promise<Entered[] | null> {
  const row = await periodRow(tx, key);
  if (!row || (row.state !== "approved" && row.state !== "closed")) return null;
  const published = await publishedAs(tx, row.key, row.publication, ({ document, personId }) => ({ personId, made: briefOf(document) }));
  const employees = await personCodes(tx, published.flatMap(({ personId }) => personId ?? [])); // prettier-ignore
  const { text } = wordsIn(languageOf(locale));
  return published.flatMap(({ made, personId }) => {
    const { row: head, page } = made;
    const whose = { employee: (personId && employees.get(personId)) ?? "", seat: head.code, person: head.personName ?? "", unit: head.unitName, currency: page.currency, period: page.period.key };
    return partsOf(made, source, (name) => text({ key: name })).map((one) => ({ ...whose, ...one }));
  });
} // prettier-ignore

/** Rows of the hand-over: participant, then what the kind has, the amount last. */
function partsOf(made: Brief, source: Source, say: Say): Entered[] {
  const { page, handOver } = made;
  switch (source) {
    case "pay":
      return page.payout === null ? [] : [{ amount: page.payout }];
    case "earnings":
      return handOver.earnings.map(([, period, component, amount]) => ({ period, component, amount }) as Entered);
    case "entries":
      return handOver.entries.map(([, period, kind, component, transaction, amount]) => ({ period, entry: say(`compensation.entry.${kind}`), component, transaction, amount }) as Entered);
    case "accruals":
      return handOver.accruals.map(([, period, kind, amount]) => ({ period, entry: say(`pay.booking.${kind}`), amount }) as Entered);
    case "amortisation":
      return handOver.amortisation.map(([, component, transaction, month, amount]) => ({ component, transaction, month, amount }) as Entered);
    case "extras":
      return page.extras.map(({ kind, reason, period, amount }) => ({ entry: say(`pay.extraKind.${kind}`), reason, period, amount }));
    case "voucher":
      return [
        ...(page.payout === null ? [] : [{ booking: "payout" as const, entry: say("pay.booking.payout"), amount: page.payout }]),
        ...handOver.accruals.map(([, period, kind, amount]) => ({ booking: kind, entry: say(`pay.booking.${kind}`), period, amount }) as Entered),
      ];
  }
} // prettier-ignore
