/** What an operator can do something about: in both languages, what happened and what to do. */
export class DatabaseTrouble extends Error {
  readonly code: string;
  constructor(code: string, zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = "DatabaseTrouble";
    this.code = code;
  }

  /** Gives a file system's refusal its words; anything else is handed back as it came. */
  static from(error: unknown, folder: string): Error {
    if (!(error instanceof Error) || error instanceof DatabaseTrouble) return error as Error;
    return remedies["code" in error ? String(error.code) : ""]?.(folder) ?? error;
  }
}

const readOnly = (folder: string): DatabaseTrouble =>
  new DatabaseTrouble(
    "read-only",
    `无法写入 ${folder}，没有改动任何东西。请给运行衡绩的用户写权限，或用 HENGJI_HOME 换一个目录。`,
    `Hengji cannot write to ${folder}. Nothing was changed. Give its user write permission, or set HENGJI_HOME to another folder.`,
  );

export const diskFull = (folder: string): DatabaseTrouble =>
  new DatabaseTrouble(
    "disk-full",
    `${folder} 所在磁盘已满。已确认的数据都在，请清出空间后重新启动。`,
    `The disk that holds ${folder} is full. What was acknowledged is kept. Free some space and start again.`,
  );

const remedies: Record<string, ((folder: string) => DatabaseTrouble) | undefined> = {
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
};
