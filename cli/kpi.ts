import { inTransaction } from "#server/db/tx.ts";
import { openPool } from "#server/db/pool.ts";
import { listingOf } from "#server/kpi/listing.ts";
import { type Command, CommandError } from "./command.ts";
import { withMigrated } from "./database.ts";
import { askMetric, told, type Answer } from "./explain.ts";
import { languageOfShell } from "./language.ts";
import { chosenTenant } from "./tenant.ts";
import { wordsIn } from "#server/words.ts";

const usage = `kpi list [--tenant CODE] [--json]
       hengji kpi value METRIC --unit|--position CODE --period KEY [--of METRIC] [--tenant CODE] [--json]
       hengji kpi explain METRIC --unit|--position CODE --period KEY [--of METRIC] [--tenant CODE] [--json]`;

export const kpi: Command = {
  usage,
  summary: {
    zh: "指标：list 列出全部口径，value 给一个数，explain 给出公式、组成和明细所在。",
    en: "Metrics: list names every definition, value gives a number, explain its formula, parts and where its rows are.",
  },
  async run([word, ...args]) {
    if (word === "list") return list(args);
    if (word === "value") return askMetric(args, usage, shortJson, inOneLine);
    if (word === "explain") return askMetric(args, usage, (answer) => JSON.stringify(answer, null, 2), told);
    throw new CommandError(`hengji ${usage}`);
  },
};

/** For scripts: the value with what is needed to trust it. */
const shortJson = ({ subject, period, explanation: { of, value, version, sample, interval, quality } }: Answer): string =>
  JSON.stringify({ metric: of, subject, period, value, version, sample, interval, quality }, null, 2);

function inOneLine({ subject, period, explanation }: Answer): string {
  const words = wordsIn(languageOfShell());
  return `${subject.name}  ${period.key}  ${words.text(explanation.label)}  ${words.value(explanation.value)}`;
}

async function list(args: readonly string[]): Promise<number> {
  const tenant = args[args.indexOf("--tenant") + 1];
  return withMigrated(async ({ url }) => {
    const pool = openPool(url, { max: 1 });
    try {
      const tenantId = await chosenTenant(pool, args.includes("--tenant") ? tenant : undefined);
      const rows = await inTransaction(pool, { tenantId }, (tx) => listingOf(tx));
      const words = wordsIn(languageOfShell());
      const lines = rows.map((one) => `${one.code.padEnd(28)}${words.text(one.name)}  = ${words.text(one.formula)}`);
      console.log(args.includes("--json") ? JSON.stringify(rows, null, 2) : lines.join("\n"));
      return 0;
    } finally {
      await pool.end();
    }
  });
}
