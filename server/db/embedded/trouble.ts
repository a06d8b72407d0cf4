/** What an operator can do something about; the message says what happened and what to do. */
export class DatabaseTrouble extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "DatabaseTrouble";
    this.code = code;
  }

  static from(error: unknown, folder: string): Error {
    if (!(error instanceof Error) || error instanceof DatabaseTrouble) return error as Error;
    const known = remedies["code" in error ? String(error.code) : ""];
    return known ? new DatabaseTrouble(known.code, known.say(folder)) : error;
  }
}

const readOnly = {
  code: "read-only",
  say: (folder: string) => `Hengji cannot write to ${folder}. Nothing was changed. Give its user write permission, or set HENGJI_HOME to another folder.`,
};
export const diskFull = {
  code: "disk-full",
  say: (folder: string) => `The disk that holds ${folder} is full. What was acknowledged is kept. Free some space and start again.`,
};
const remedies: Record<string, { code: string; say(folder: string): string } | undefined> = {
  EROFS: readOnly, EACCES: readOnly, EPERM: readOnly, ENOSPC: diskFull, EDQUOT: diskFull,
};
