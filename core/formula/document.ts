import { parseAmount, type Amount, type Ppm } from "../base/money.ts";
import { exactOf, type Exact } from "./exact.ts";

/** What is wrong with a document that a person wrote: a code, the field it stands in, and what was met there. */
export type DocumentProblem = {
  readonly code: string;
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** The values of a problem with its types in the reader's words: "金额", not "amount". */
export const withTypes = (values: DocumentProblem["values"], word: (type: string) => string): DocumentProblem["values"] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeValues.has(name) && typeof value === "string" ? word(value) : value]),
  );
const typeValues: ReadonlySet<string> = new Set(["type", "wanted", "left", "right"]);

/**
 * Reads one mapping of a document field by field. What is wrong goes on the list and a harmless value comes back, so that
 * one reading finds every problem; whoever reads must look at `problems` before using the result.
 */
export class Fields {
  readonly problems: DocumentProblem[];
  readonly path: string;
  private readonly source: Readonly<Record<string, unknown>>;
  private readonly seen = new Set<string>();

  constructor(source: unknown, path = "", problems: DocumentProblem[] = []) {
    this.problems = problems;
    this.path = path;
    this.source = isMapping(source) ? source : {};
    if (!isMapping(source)) this.refuse("not-a-mapping", "");
  }

  refuse(code: string, field: string, values: DocumentProblem["values"] = {}): void {
    this.problems.push({ code, path: [this.path, field].filter(Boolean).join("."), values });
  }

  has(field: string): boolean {
    this.seen.add(field);
    return this.source[field] !== undefined && this.source[field] !== null;
  }

  text(field: string, otherwise?: string): string {
    const value = this.raw(field, otherwise);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (value !== undefined) this.refuse("not-a-text", field);
    return "";
  }

  /** A text or number as it stands; empty when it is neither. */
  scalar(field: string, otherwise?: string): string {
    const value = this.raw(field, otherwise);
    if (value !== undefined && plain(value) === "") this.refuse("not-a-text", field);
    return plain(value);
  }

  choice<T extends string>(field: string, allowed: readonly T[], otherwise?: T): T {
    const value = this.raw(field, otherwise);
    const found = allowed.find((one) => one === plain(value));
    if (!found && value !== undefined) this.refuse("not-one-of", field, { allowed: allowed.join(", "), value: plain(value) });
    return found ?? allowed[0]!;
  }

  /** A decimal: 300000, "12.5". */
  decimal(field: string, otherwise?: string): Exact {
    const value = this.raw(field, otherwise);
    const found = exactOf(plain(value));
    if (!found && value !== undefined) this.refuse("not-a-number", field, { value: plain(value) });
    return found ?? { n: 0n, d: 1n };
  }

  amount(field: string, otherwise?: string): Amount {
    const value = this.raw(field, otherwise);
    const found = parseAmount(plain(value));
    if (found === null && value !== undefined) this.refuse("not-an-amount", field, { value: plain(value) });
    return found ?? 0n;
  }

  /** "4.65%": the sign is required, so that 5 and 0.05 are never mixed up. */
  percent(field: string, otherwise?: string): Ppm {
    const value = this.raw(field, otherwise);
    const found = ppmOf(plain(value));
    if (found === null && value !== undefined) this.refuse("not-a-percent", field, { value: plain(value) });
    return found ?? 0n;
  }

  list(field: string): Fields[] {
    const value = this.raw(field);
    if (Array.isArray(value) && value.length > 0 && value.length <= 200) {
      return value.map((one, i) => new Fields(one, `${this.path ? `${this.path}.` : ""}${field}[${i}]`, this.problems));
    }
    if (value !== undefined) this.refuse("not-a-list", field);
    return [];
  }

  /** A list of plain values, as they stand. */
  values(field: string): string[] {
    const value = this.raw(field);
    if (Array.isArray(value) && value.length > 0 && value.length <= 200) return value.map(plain);
    if (value !== undefined) this.refuse("not-a-list", field);
    return [];
  }

  /** What stands there, unread: for a field that may be a text or a mapping. */
  unread(field: string): unknown {
    return this.has(field) ? this.source[field] : undefined;
  }

  get names(): string[] {
    return Object.keys(this.source);
  }

  within(field: string): Fields {
    this.seen.add(field);
    return new Fields(this.source[field] ?? {}, [this.path, field].filter(Boolean).join("."), this.problems);
  }

  /** A field nobody reads is a typing error, not a remark: it is refused. */
  nothingElse(): void {
    const unknown = Object.keys(this.source).filter((field) => !this.seen.has(field));
    const allowed = [...this.seen].join(", ");
    for (const field of unknown) this.refuse("unknown-field", field, { field, allowed });
  }

  private raw(field: string, otherwise?: unknown): unknown {
    if (this.has(field)) return this.source[field];
    if (otherwise === undefined) this.refuse("missing-field", field);
    return otherwise;
  }
}

/** "4.65%" → 46_500n. Null without the sign or with more than four decimals. */
export function ppmOf(text: string): Ppm | null {
  const match = /^(-?)(\d{1,6})(?:\.(\d{1,4}))?\s?%$/.exec(text);
  if (!match) return null;
  const ppm = BigInt(match[2]!) * 10_000n + BigInt((match[3] ?? "").padEnd(4, "0"));
  return match[1] ? -ppm : ppm;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const plain = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value).trim() : "");
