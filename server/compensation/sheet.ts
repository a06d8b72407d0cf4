import { write } from "hucre";
import { plain } from "../boards/sheet.ts";
import { tableOf, type Content, type Sheet } from "../pdf/document.ts";
import { languageOf } from "../imports/texts.ts";
import { grouped, wordsIn } from "../words.ts";
import type { Frozen } from "./life-store.ts";
import { inWords } from "./plan-words.ts";

type Whole = Pick<Frozen, "page" | "lines">;
type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** The page's own words, filled in. */
const sayIn = (locale: string): Say => {
  const { text } = wordsIn(languageOf(locale));
  return (key, values) => text({ key: `compensation.${key}`, ...(values && { values }) });
};

/** What was earned, step by step to what is paid. */
function steps({ page: { made, extras, payout } }: Whole, say: Say): [string, string][] {
  if (!made) return [];
  return [
    ...made.components.filter(({ isPaid, unit }) => isPaid && unit === null).map(({ name, amount }): [string, string] => [name, amount]),
    [say("periodEarned"), made.earned],
    ...made.steps.map(({ kind, amount }): [string, string] => [say(`entry.${kind}`), amount]),
    ...extras.map(({ kind, reason, period, amount }): [string, string] => [say(`extra.${kind}`, { reason, period }), amount]),
    [say("payout"), payout ?? "0"],
  ];
}

const lineCells = ({ lines }: Whole, say: Say) =>
  lines.map((line) => ({ day: line.day, code: line.code ?? say(`line.${line.kind}`, { day: line.day }), customer: [line.customer, line.product].filter(Boolean).join(" · "), component: line.component, amount: line.amount, earned: line.earned })); // prettier-ignore

/** The statement on paper; every line, the plan's version and what it leaves nobody to guess stand on it. */
export function statementSheet(whole: Whole, company: string, locale: string): Sheet {
  const say = sayIn(locale);
  const { page } = whole;
  const name = page.seat.personName ?? say("unheld");
  const title = say("titleOf", { name });
  const lines = lineCells(whole, say).map((one) => [one.customer || one.code, one.day, one.code, one.component, one.amount === null ? "" : grouped(one.amount), grouped(one.earned)]);
  const content: Content[] = [
    { text: company, style: "muted" },
    { text: `${title}　${page.period.key}`, style: "h1" },
    { text: `${page.seat.unitName} · ${page.seat.title}　${say("subtitle", { plan: page.plan.name, version: String(page.plan.version) })}`, style: "muted" },
    tableOf(["", page.currency], steps(whole, say).map(([label, amount]) => [label, grouped(amount)]), [1]),
    { text: say("lines.title"), style: "h2" },
    tableOf([say("lines.customer"), say("lines.day"), say("lines.code"), say("lines.component"), say("lines.amount"), say("lines.earned")], lines, [4, 5]),
    { text: say("plan.title"), style: "h2" },
    ...inWords(page.plan.text, wordsIn(languageOf(locale)).text),
  ];
  return { title: `${title} ${page.period.key}`, author: company, foot: `${page.plan.name} v${page.plan.version} · ${say(page.isEstimate ? "estimate" : "final")}`, content };
} // prettier-ignore

/** The same as a workbook: numbers as numbers. */
export async function statementBook(whole: Whole, locale: string): Promise<Buffer> {
  const say = sayIn(locale);
  const money = { width: 18, numFmt: "#,##0.00" };
  const sheets = [
    { name: say("title").slice(0, 31), columns: [{ width: 36 }, money], rows: steps(whole, say).map(([label, amount]) => [plain(label), Number(amount)]) },
    {
      name: say("lines.title").slice(0, 31),
      columns: [{ width: 12 }, { width: 16 }, { width: 28 }, { width: 14 }, money, money],
      rows: [
        [say("lines.day"), say("lines.code"), say("lines.customer"), say("lines.component"), say("lines.amount"), say("lines.earned")],
        ...lineCells(whole, say).map((one) => [one.day, plain(one.code), plain(one.customer), plain(one.component), one.amount === null ? "" : Number(one.amount), Number(one.earned)]),
      ],
    },
  ]; // prettier-ignore
  return Buffer.from(await write({ sheets, format: "xlsx" }));
}
