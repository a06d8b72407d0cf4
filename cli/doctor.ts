import { examine } from "#server/doctor/examine.ts";
import type { Finding } from "#server/doctor/finding.ts";
import type { Command } from "./command.ts";
import { withDatabase } from "./database.ts";

const mark = { good: "✓", poor: "!", bad: "✗" } as const;

export const doctor: Command = {
  usage: "doctor",
  summary: { zh: "检查这台机器上的安装：版本、磁盘、权限、数据库。", en: "Examines this installation: versions, disk, modes, database." },
  async run() {
    const findings = await withDatabase(({ ownerUrl, url }, settings) => examine({ ownerUrl, url, settings }));
    for (const finding of findings) console.log(line(finding));
    return findings.some(({ state }) => state === "bad") ? 1 : 0;
  },
};

function line({ state, what, found, remedy }: Finding): string {
  return `${mark[state]} ${what}: ${found}${remedy && state !== "good" ? `\n    → ${remedy}` : ""}`;
}
