/** The facts of a run as they come from files: one table a file, cells by column name. */
export const tableNames = ["transactions", "participants", "credits", "receipts", "values", "fx", "opening", "absences"] as const;
export type TableName = (typeof tableNames)[number];
/** Columns of the smaller tables; those of transactions and participants are a plan's own. */
export const columnsRead: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  credits: ["transaction", "id", "participant", "share", "class"],
  receipts: ["transaction", "order", "date", "amount"],
  values: ["participant", "period", "name", "value"],
  fx: ["from", "to", "rate", "date"],
  opening: ["participant", "kind", "date", "amount"],
  absences: ["participant", "from", "to"],
};
export type Row = { readonly no: number; readonly cells: Readonly<Record<string, string>> };
export type Tables = { readonly [name in TableName]?: readonly Row[] };

/** What is wrong with a row: it is named, its participant is not paid on a guess, the others go on. */
export type RowProblem = {
  readonly table: TableName;
  readonly row: number;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly participant: string | null;
};
