import { readFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CommandError } from "./command.ts";

/** From the environment, a file, or the keyboard (twice when it is new); never from the command line, which others can see. */
export async function passphrase({ file, isNew }: { file: string | undefined; isNew: boolean }): Promise<string> {
  const given = file ? readFileSync(file, "utf8").trimEnd() : process.env.HENGJI_BACKUP_PASSPHRASE;
  const words = given ?? (await typed(isNew));
  if (isNew && [...words].length < 12) {
    throw new CommandError(
      "口令至少 12 个字符。没有口令，任何人都无法打开备份，请妥善保管。\nThe passphrase needs at least 12 characters. Without it nobody can open the backup: keep it safe.",
    );
  }
  return words;
}

async function typed(isNew: boolean): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandError(
      "请用环境变量 HENGJI_BACKUP_PASSPHRASE 或 --passphrase-file 提供口令。\nGive the passphrase in HENGJI_BACKUP_PASSPHRASE or with --passphrase-file.",
    );
  }
  const words = await ask("口令 / passphrase: ");
  if (isNew && (await ask("再输一次 / again: ")) !== words) throw new CommandError("两次输入不一致。\nThe two differ.");
  return words;
}

/** Readline echoes to its output; this one swallows what is typed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
