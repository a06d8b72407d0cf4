const LIVE = /^[=+\-@\t\r＝＋－＠|]/;
const NUMBER = /^[-+]?(?=.*\d)[\d,.]+%?$/;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers, negative ones too, stay numbers. */
export function neutralised(text: string): string {
  return LIVE.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text as it was before `neutralised`: what we wrote ourselves comes back unchanged. */
export function restored(text: string): string {
  return text.startsWith("'") && neutralised(text.slice(1)) === text ? text.slice(1) : text;
}

/** CSV as spreadsheets in Chinese open it rightly: UTF-8 with a mark in front, CRLF, quotes where needed. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const safe = neutralised(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
