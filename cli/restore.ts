import { parseArgs } from "node:util";
import { restoreBackup } from "#server/backup/restore.ts";
import { config } from "#server/config.ts";
import { type Command, CommandError } from "./command.ts";
import { passphrase } from "./passphrase.ts";

export const restore: Command = {
  usage: "restore FILE [--replace] [--passphrase-file PATH]",
  summary: {
    zh: "从备份恢复：内置数据库（先停止服务），或 DATABASE_URL 指向的空库。先整份校验，再一次性生效。",
    en: "Restores a backup: the embedded database (stop the server first), or an empty one at DATABASE_URL. Checked whole before anything changes.",
  },
  async run(args) {
    const options = { replace: { type: "boolean", default: false }, "passphrase-file": { type: "string" } } as const;
    const {
      positionals: [file],
      values,
    } = parseArgs({ args: [...args], allowPositionals: true, options });
    if (!file) throw new CommandError(`hengji ${this.usage}`);
    const { databaseUrl, home } = config();
    const words = await passphrase({ file: values["passphrase-file"], isNew: false });
    const { manifest, rows } = await restoreBackup({
      file,
      passphrase: words,
      databaseUrl,
      home,
      replace: values.replace,
      log: console.error,
    });
    console.log(`已恢复 ${manifest.at} 的备份 / restored the backup of ${manifest.at}: ${manifest.tables.length} tables, ${rows} rows`);
    return 0;
  },
};
