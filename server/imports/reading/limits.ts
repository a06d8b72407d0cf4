/** What one file may hold. Each has its refusal (api/problems/imports.ts) that names the limit and the way out. */
export const limits = {
  bytes: 64 * 1024 * 1024,
  /** Unpacked size of all parts of a workbook together. */
  unpackedBytes: 256 * 1024 * 1024,
  entries: 2000,
  rows: 300_000,
  columns: 300,
  cells: 5_000_000,
  /** A spreadsheet's own limit for one cell. */
  cellLength: 32_767,
  heapMegabytes: 256,
  seconds: 45,
} as const;

/** Thrown inside the reading process; crosses to the server as its code. */
export class FileProblem extends Error {
  readonly code: FileProblemCode;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: FileProblemCode, values: FileProblem["values"] = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export const fileProblemCodes = [
  "file-empty",
  "file-not-a-sheet",
  "file-old-excel",
  "file-encoding",
  "file-truncated",
  "file-bomb",
  "file-nested",
  "file-encrypted",
  "file-too-many-rows",
  "file-too-many-columns",
  "file-too-many-cells",
  "file-cell-too-long",
  "file-too-heavy",
  "file-damaged",
  "file-no-such-sheet",
] as const;
export type FileProblemCode = (typeof fileProblemCodes)[number];
