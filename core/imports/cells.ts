import { dayOf, parseDay, type Day } from "../base/date.ts";
import { parseAmount, type Amount } from "../base/money.ts";

/** Largest single amount an import accepts: a trillion of the major unit, so that sums stay inside 64 bits. */
export const AMOUNT_MAX: Amount = 1_000_000_000_000n * 10_000n;

/**
 * An amount as people write it: "1,234.50", "¥1，234.5", "(1,234.50)" for a negative one, full-width digits, 元 behind.
 * Null when it is not one, or has more than four decimals that are not zero: nothing is rounded in silence.
 */
export function amountOf(text: string): Amount | null {
  if (PLAIN.test(text)) return parseAmount(text);
  const flat = text
    .normalize("NFKC")
    .replace(/[¥$€£\s]|元$|cny|rmb|ntd|usd/gi, "")
    .replaceAll("−", "-");
  const bracketed = /^\((.+)\)$/.exec(flat);
  const plain = withoutThousands(bracketed ? `-${bracketed[1]}` : flat);
  return plain === null
    ? null
    : parseAmount(
        plain
          .replace(/^\+/, "")
          .replace(/^(-?)\./, "$10.")
          .replace(/(\.\d*?)0+$/, "$1")
          .replace(/\.$/, ""),
      );
}

/** As programs write it, which most files do. */
const PLAIN = /^-?\d{1,12}(?:\.\d{1,4})?$/;

function withoutThousands(text: string): string | null {
  if (!text.includes(",")) return text;
  return /^[-+]?\d{1,3}(,\d{3,4})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : null;
}

/** A share: "5%", "5 %" and "0.05" are 50 000 ppm; "60" alone is read by the caller. */
export function shareOf(text: string): bigint | null {
  const flat = text.normalize("NFKC").replace(/\s/g, "");
  const amount = parseAmount(flat.replace(/%$/, ""));
  if (amount === null || amount < 0n) return null;
  return flat.endsWith("%") ? amount : amount * 100n;
}

const DAY_SHAPES: readonly RegExp[] = [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/, /^(\d{4})(\d{2})(\d{2})$/];

/** A day as people write it, year first: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305; a time behind it is cut off. */
export function dayFrom(text: string): Day | null {
  if (text.length === 10 && text[4] === "-" && text[7] === "-") return parseDay(text) ?? shapedDay(text);
  return shapedDay(text);
}

function shapedDay(text: string): Day | null {
  const flat = text.normalize("NFKC").trim();
  for (const shape of DAY_SHAPES) {
    const match = shape.exec(flat);
    if (match) return parseDay(`${match[1]}-${match[2]!.padStart(2, "0")}-${match[3]!.padStart(2, "0")}`);
  }
  return /^\d{5}(\.\d+)?$/.test(flat) ? serialDay(Number(flat)) : null;
}

/** The time behind a day, "09:30": midnight when there is none, null when it is not one. */
export function timeFrom(text: string): string | null {
  const flat = text.normalize("NFKC").trim();
  const behind = /[ T]+(\S.*)$/.exec(flat)?.[1];
  if (behind === undefined) return "00:00";
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$/.exec(behind);
  return match ? `${match[1]!.padStart(2, "0")}:${match[2]}` : null;
}

/** Days counted from 1899-12-30, as spreadsheets store them. */
function serialDay(serial: number): Day | null {
  return serial >= 20_000 && serial < 80_000 ? dayOf(1899, 12, 30 + Math.floor(serial)) : null;
}

const YES = ["是", "yes", "y", "true", "1", "√", "✓", "对"];
const NO = ["否", "no", "n", "false", "0", "×", "✗", "不"];

export function flagOf(text: string): boolean | null {
  const flat = text.normalize("NFKC").trim().toLowerCase();
  if (YES.includes(flat)) return true;
  return NO.includes(flat) ? false : null;
}

/** The choice a word stands for; `words` maps each choice to what people write for it. */
export function choiceOf<T extends string>(text: string, words: Readonly<Record<T, readonly string[]>>): T | null {
  const flat = text.normalize("NFKC").trim().toLowerCase();
  const found = (Object.keys(words) as T[]).find((choice) => choice === flat || words[choice].some((word) => word.toLowerCase() === flat));
  return found ?? null;
}
