import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { fields, importKinds, type ImportKind } from "#core/imports/fields.ts";

/** node tools/columns.ts: the column tables of the user guide, from the field list that the import itself uses. */
type Language = "zh-CN" | "en";

const titles: Readonly<Record<ImportKind, Readonly<Record<Language, string>>>> = {
  organisation: { "zh-CN": "组织", en: "Organisation" },
  people: { "zh-CN": "人员", en: "People" },
  products: { "zh-CN": "产品", en: "Products" },
  customers: { "zh-CN": "客户", en: "Customers" },
  opportunities: { "zh-CN": "商机", en: "Deals" },
  orders: { "zh-CN": "订单", en: "Orders" },
  "collection-plan": { "zh-CN": "回款计划", en: "Collection plan" },
  receipts: { "zh-CN": "回款", en: "Receipts" },
  targets: { "zh-CN": "目标", en: "Targets" },
  "deal-stages": { "zh-CN": "商机阶段", en: "Deal stages" },
  "deal-history": { "zh-CN": "商机历程", en: "Deal history" },
  leads: { "zh-CN": "线索", en: "Leads" },
  touches: { "zh-CN": "营销触点", en: "Marketing touches" },
  activities: { "zh-CN": "销售活动", en: "Activities" },
  quotes: { "zh-CN": "报价", en: "Quotes" },
  costs: { "zh-CN": "获客费用", en: "Acquisition costs" },
  surveys: { "zh-CN": "调查答卷", en: "Survey answers" },
  complaints: { "zh-CN": "投诉", en: "Complaints" },
  referrals: { "zh-CN": "转介绍", en: "Referrals" },
  contracts: { "zh-CN": "年度合同", en: "Contracts" },
  "write-offs": { "zh-CN": "坏账核销", en: "Write-offs" },
  "product-tags": { "zh-CN": "产品标签", en: "Product tags" },
};
const heads: Readonly<Record<Language, { title: string; columns: string }>> = {
  "zh-CN": {
    title: "# 导入的列\n\n带 * 的必填。列名用哪一种都行，顺序不限，多余的列会忽略。本页由 `node tools/columns.ts` 生成。",
    columns: "| 列 | 也认得 | 例 |",
  },
  en: {
    title:
      "# Columns of the imports\n\n* is required. Any of the names will do, in any order; other columns are ignored. Written by `node tools/columns.ts`.",
    columns: "| Column | Also read as | Example |",
  },
};

export function columnsPage(language: Language): string {
  const tables = importKinds.map((kind) => `## ${titles[kind][language]} \`${kind}\`\n\n${table(kind, language)}`);
  return `${[heads[language].title, ...tables].join("\n\n")}\n`;
}

function table(kind: ImportKind, language: Language): string {
  const rows = fields[kind].map(({ name, names, isRequired, example }) => {
    const [first, ...others] = names[language];
    return `| ${first}${isRequired ? " *" : ""} | ${[`\`${name}\``, ...others].join(language === "en" ? ", " : "、")} | ${example} |`;
  });
  return [heads[language].columns, "|---|---|---|", ...rows].join("\n");
}

export const columnFiles: readonly (readonly [Language, string])[] = [
  ["zh-CN", fileURLToPath(new URL("../docs/guide/columns.md", import.meta.url))],
  ["en", fileURLToPath(new URL("../docs/guide/columns.en.md", import.meta.url))],
];

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [language, file] of columnFiles) writeFileSync(file, columnsPage(language));
