import { readFile } from "node:fs/promises";
import { fieldChanges, moneyChanges, summary, type FieldChange, type MoneyChange } from "#core/compensation/engine/diff.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { moneyText } from "#core/compensation/engine/report.ts";
import { periodsOf, statementsOf } from "#core/compensation/engine/run.ts";
import type { Exact } from "#core/formula/exact.ts";
import { readText } from "#server/appraisal/text.ts";
import { readFolder, rightPlan } from "./comp-plan.ts";

/** `hengji comp diff A B [--facts FOLDER]`: two versions as text, and with facts as money per person and deal. */
export async function diffFiles(first: string, second: string, folder: string | undefined, asJson: boolean): Promise<number> {
  const [before, after] = [await rightPlan(first), await rightPlan(second)];
  const fields = fieldChanges(await documentOf(first), await documentOf(second));
  const tables = folder === undefined ? null : await readFolder(folder);
  const money = tables && moneyChanges(madeBy(before), madeBy(after));
  const text = moneyText(after.plan.rounding.digits);
  if (asJson)
    console.log(
      JSON.stringify({ fields, money: money && money.map((one) => plain(one, text)), summary: money && totals(money, text) }, null, 2),
    );
  else [...fields.map(fieldLine), ...(money ? moneyLines(money, text) : [])].forEach((line) => console.log(line));
  return 0;

  function madeBy({ plan }: typeof before) {
    const facts = factsOf(plan, tables!);
    return statementsOf(plan, facts, periodsOf(plan, facts));
  }
}

const documentOf = async (file: string): Promise<unknown> => readText(await readFile(file, "utf8")).value;

function fieldLine({ path, before, after }: FieldChange): string {
  if (before === null) return `+ ${path}: ${after}`;
  return after === null ? `- ${path}: ${before}` : `~ ${path}: ${before} → ${after}`;
}

type Text = (value: Exact) => string;
const shown = (value: Exact | null, text: Text): string | null => value && text(value);

const plain = ({ lines, before, after, difference, ...rest }: MoneyChange, text: Text) => ({
  ...rest,
  before: shown(before, text),
  after: shown(after, text),
  difference: shown(difference, text),
  lines: lines.map((line) => ({ ...line, before: text(line.before), after: text(line.after) })),
});

const totals = (changes: readonly MoneyChange[], text: Text) => {
  const { gained, lost, difference, ...counts } = summary(changes);
  return { ...counts, gained: text(gained), lost: text(lost), difference: text(difference) };
};

function moneyLines(changes: readonly MoneyChange[], text: Text): string[] {
  const { gain, lose, gained, lost, difference } = totals(changes, text);
  return [
    "",
    ...changes.map((one) => {
      const { participant, period, before, after, difference: moved } = plain(one, text);
      return `${participant}\t${period}\t${before ?? "—"} → ${after ?? "—"}\t${moved ?? "—"}`;
    }),
    `${gain} 人多拿 / gain ${gained}, ${lose} 人少拿 / lose ${lost}, 合计 / in all ${difference}`,
  ];
}
