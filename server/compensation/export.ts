type Row = { readonly [field: string]: string | boolean | object | null };

const header: Readonly<Record<string, readonly string[]>> = {
  "zh-CN": ["岗位", "姓名", "职务", "部门", "方案", "计入业绩", "配额", "绩效系数", "本期应得", "暂扣", "本期应发", "状态"],
  "zh-TW": ["職位", "姓名", "職稱", "部門", "方案", "計入業績", "業績配額", "績效係數", "本期應得", "暫扣", "本期應發", "狀態"],
  en: ["Position", "Name", "Title", "Unit", "Plan", "Credited", "Quota", "Coefficient", "Earned", "Held", "Payout", "State"],
};
const fields = ["code", "personName", "title", "unitName", "plan", "credited", "quota", "coefficient", "earned", "held", "payout"] as const;

/** CSV with a byte-order mark, so that a spreadsheet reads the Chinese; cells that a spreadsheet would run as a formula are kept as text. */
export function csvOf(rows: readonly Row[], locale: string): string {
  const lines = rows.map((row) => [
    ...fields.map((field) => row[field] as string | null),
    (row.stop as { code: string } | null)?.code ?? (row.isEstimate ? "estimate" : "final"),
  ]);
  return `\uFEFF${[header[locale] ?? header["zh-CN"]!, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | boolean | null | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
