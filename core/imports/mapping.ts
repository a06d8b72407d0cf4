import { fields, languages, type ImportKind } from "./fields.ts";

/** Which column of the file (by position) gives which field. */
export type Mapping = Readonly<Record<string, number>>;

/** How headers are compared: width, case, blanks and punctuation do not matter, nor a unit in brackets: "金额（元）" is "金额". */
export function plainHeader(text: string): string {
  const flat = text.normalize("NFKC").toLowerCase();
  return flat.replace(/\(.*?\)|\[.*?\]/g, "").replace(/[\s_\-*:.,/#"'’]+/g, "");
}

/**
 * Guesses the column of each field from its names in Chinese and English and its own code. A column serves one
 * field: the first column of that name, and the field for which the name stands earliest in its list.
 */
export function guessMapping(kind: ImportKind, headers: readonly string[]): Mapping {
  const plain = headers.map(plainHeader);
  const guesses = fields[kind].flatMap((field) => {
    const known = [field.name, ...languages.flatMap((language) => field.names[language])].map(plainHeader);
    return plain.flatMap((header, column) =>
      header !== "" && known.includes(header) ? [{ field: field.name, column, rank: rankOf(kind, field.name, header) }] : [],
    );
  });
  const taken = new Map<string, number>();
  for (const { field, column } of guesses.sort((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (!taken.has(field) && ![...taken.values()].includes(column)) taken.set(field, column);
  }
  return Object.fromEntries(taken);
}

/** Where a name stands in the list of its field: 0 is the field's own code or the name templates show. */
function rankOf(kind: ImportKind, name: string, header: string): number {
  const field = fields[kind].find((f) => f.name === name)!;
  const places = languages.map((language) => field.names[language].findIndex((known) => plainHeader(known) === header));
  return plainHeader(name) === header ? 0 : Math.min(...places.filter((place) => place >= 0));
}

/** Fields that must have a column (or a constant) and have none. */
export function missingFields(kind: ImportKind, mapping: Mapping, constants: Readonly<Record<string, string>> = {}): string[] {
  return fields[kind].filter((f) => f.isRequired && mapping[f.name] === undefined && !constants[f.name]).map((f) => f.name);
}

/** A row of the file as text by field; `no` is its line in the file as a spreadsheet counts, the header being line 1. */
export type TextRow = { readonly no: number; readonly values: Readonly<Record<string, string>> };

/** One line of the file with its number; blank lines are not among them. */
export type Line = { readonly no: number; readonly cells: readonly string[] };

export function rowsOf(lines: readonly Line[], mapping: Mapping, constants: Readonly<Record<string, string>> = {}): TextRow[] {
  const columns = Object.entries(mapping);
  return lines.map(({ no, cells }) => {
    const values: Record<string, string> = { ...constants };
    for (const [field, column] of columns) values[field] = cells[column]?.trim() || (constants[field] ?? "");
    return { no, values };
  });
}

/** Rows that follow each other directly below a header, as in a table made in memory. */
export function textRows(rows: readonly (readonly string[])[], mapping: Mapping): TextRow[] {
  return rowsOf(
    rows.map((cells, i) => ({ no: i + 2, cells })),
    mapping,
  );
}
