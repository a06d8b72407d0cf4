import { parseArgs } from "node:util";
import { readSecret } from "#server/backup/secret.ts";
import { writeBackup } from "#server/backup/write.ts";
import { verifyBackup } from "#server/backup/read.ts";
import { type Command, CommandError } from "./command.ts";
import { withDatabase } from "./database.ts";
import { passphrase } from "./passphrase.ts";

export const backup: Command = {
  usage: "backup FILE [--passphrase-file PATH]",
  summary: {
    zh: "把全部数据写成一份加密备份（一致的快照，服务可以继续运行），并立即回读校验。",
    en: "Writes all data into one encrypted file (a consistent snapshot; the server may go on running) and reads it back.",
  },
  async run(args) {
    const {
      positionals: [file],
      values,
    } = parseArgs({ args: [...args], allowPositionals: true, options: { "passphrase-file": { type: "string" } } });
    if (!file) throw new CommandError(`hengji ${this.usage}`);
    const words = await passphrase({ file: values["passphrase-file"], isNew: true });
    const written = await withDatabase(async ({ ownerUrl }, { home }) =>
      writeBackup({ ownerUrl, file, passphrase: words, secret: await readSecret(home) }),
    );
    await verifyBackup(file, words);
    const size = `${written.tables} tables, ${written.rows} rows, ${(written.bytes / 1e6).toFixed(1)} MB`;
    console.log(`备份完成，已校验 / backup written and verified: ${written.file} (${size})`);
    return 0;
  },
};
