import process from "node:process";
import { DatabaseTrouble } from "#server/db/embedded/trouble.ts";
import { BackupRefused } from "#server/backup/refused.ts";
import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { clv } from "./clv.ts";
import { type Command, CommandError } from "./command.ts";
import { comp } from "./comp.ts";
import { doctor } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { forecastCommand } from "./forecast.ts";
import { kpi } from "./kpi.ts";
import { importCommand } from "./import.ts";
import { restore } from "./restore.ts";
import { score } from "./score.ts";
import { user } from "./user.ts";

/** `hengji <word> …`; a new command is one file and one line here. */
const commands: Readonly<Record<string, Command>> = {
  explain: explainCommand,
  kpi,
  forecast: forecastCommand,
  score,
  import: importCommand,
  comp,
  clv,
  audit,
  user,
  backup,
  restore,
  doctor,
};

// Whoever reads the answer may have had enough of it: `| head` is no mistake.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const [word = "help", ...args] = process.argv.slice(2);
const command = commands[word];
process.exitCode = command ? await outcome(command, args) : help(word);

async function outcome(chosen: Command, rest: readonly string[]): Promise<number> {
  if (rest.includes("--help")) return say(chosen);
  try {
    return await chosen.run(rest);
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof DatabaseTrouble || error instanceof BackupRefused)) throw error;
    console.error(error.message);
    return 1;
  }
}

function say({ usage, summary }: Command): number {
  console.log(`hengji ${usage}\n  ${summary.zh}\n  ${summary.en}`);
  return 0;
}

function help(asked: string): number {
  for (const each of Object.values(commands)) say(each);
  return asked === "help" || asked === "--help" ? 0 : 2;
}
