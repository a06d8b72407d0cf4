import { rowProblems } from "#api/problems/import-rows.ts";
import { problems, type ProblemCode } from "#api/problems/index.ts";
import { fields, languages, type ImportKind, type Language } from "#core/imports/fields.ts";
import type { RowProblem } from "#core/imports/problems.ts";
import { csvText } from "#core/imports/csv.ts";
import { filled } from "../http/problem.ts";
import type { Message, StoredProblem } from "./store.ts";

export const languageOf = (locale: string): Language => languages.find((language) => language === locale) ?? "zh-CN";

export function fieldLabel(kind: ImportKind, name: string, language: Language): string {
  return fields[kind].find((field) => field.name === name)?.names[language][0] ?? name;
}

export function reasonOf(kind: ImportKind, problem: RowProblem, language: Language): { reason: string; remedy: string } {
  const [reason, remedy] = rowProblems[problem.code][language];
  const values = { ...problem.values, field: fieldLabel(kind, problem.field, language) };
  return { reason: filled(reason, values), remedy: filled(remedy, values) };
}

export function messageText(message: Message, language: Language): { title: string; remedy: string } {
  const text = problems[message.code as ProblemCode] ?? problems.unexpected;
  const [title, remedy] = text[language];
  return { title: filled(title, message.values), remedy: filled(remedy, message.values) };
}

const REASON: Readonly<Record<Language, readonly [string, string, string]>> = {
  "zh-CN": ["行号", "原因", "处理办法"],
  "zh-TW": ["列號", "原因", "處理方式"],
  en: ["Row", "Reason", "Remedy"],
};

/** Refused rows as they were, one line each, with every reason; corrected it can be imported as it is. */
export function errorFile(kind: ImportKind, headers: readonly string[], refused: readonly StoredProblem[], language: Language): string {
  const byRow = [...Map.groupBy(refused, (problem) => problem.no)];
  const lines = byRow.map(([no, all]) => {
    const texts = all.map((problem) => reasonOf(kind, problem, language));
    const cells = headers.map((_, i) => all[0]!.raw[i] ?? "");
    return [...cells, String(no), texts.map((t) => t.reason).join("；"), [...new Set(texts.map((t) => t.remedy))].join("")];
  });
  return csvText([[...headers, ...REASON[language]], ...lines]);
}

export function template(kind: ImportKind, language: Language): string {
  return csvText([fields[kind].map((field) => field.names[language][0]!), fields[kind].map((field) => field.example)]);
}
