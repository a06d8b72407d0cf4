/** A backup or restore that is refused before anything was changed; the message says why and what to do. */
export class BackupRefused extends Error {
  readonly code: string;
  constructor(code: string, zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = "BackupRefused";
    this.code = code;
  }
}

export const damaged = (what: string): BackupRefused =>
  new BackupRefused(
    "damaged",
    `备份文件已损坏或不完整（${what}），未做任何改动。请换一份备份。`,
    `The backup is damaged or incomplete (${what}). Nothing was changed. Use another copy.`,
  );
