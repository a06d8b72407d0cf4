import { divide, parseAmount, roundTo } from "#core/base/money.ts";
import { weekday } from "#core/base/date.ts";
import type { Locale, NumberStyle } from "./prefs.ts";

/** How a person reads numbers; a part of `Prefs`. */
export type Style = { locale: Locale; numberStyle: NumberStyle; currency: string };

const symbols: Record<string, string> = { CNY: "¥", TWD: "NT$", USD: "$", HKD: "HK$", EUR: "€", JPY: "¥", GBP: "£" };
const MAJOR = 10_000n;
type Unit = { readonly size: bigint; readonly name: string };
const units: Record<Locale, readonly Unit[]> = {
  "zh-CN": [
    { size: 10n ** 8n, name: "亿" },
    { size: 10n ** 4n, name: "万" },
  ],
  "zh-TW": [
    { size: 10n ** 8n, name: "億" },
    { size: 10n ** 4n, name: "萬" },
  ],
  en: [
    { size: 10n ** 9n, name: "B" },
    { size: 10n ** 6n, name: "M" },
    { size: 10n ** 3n, name: "K" },
  ],
};

/** "1234567.8900" → "1,234,567.89"; digits beyond the wanted ones are kept only when `exact`. */
export function grouped(text: string): string {
  const [whole = "", part] = text.split(".");
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part ? `${commas}.${part}` : commas;
}

const decimal = (tenThousandths: bigint, digits: number): string => {
  const text = (tenThousandths < 0n ? -tenThousandths : tenThousandths).toString().padStart(5, "0");
  return grouped(digits === 0 ? text.slice(0, -4) : `${text.slice(0, -4)}.${text.slice(-4, text.length - 4 + digits)}`);
};
const signed = (amount: bigint, symbol: string, text: string) => `${amount < 0n ? "-" : ""}${symbol}${text}`;
const symbolOf = (currency: string) => symbols[currency] ?? `${currency} `;

/** In the reader's units: "¥123.46万", "¥1,234.50", "NT$1.20億", "¥1.23M". Text that is no amount is shown as it came. */
export function money(text: string, style: Style, digits = 2): string {
  const amount = parseAmount(text);
  if (amount === null) return text;
  const symbol = symbolOf(style.currency);
  const unit = style.numberStyle === "wan" ? unitOf(amount, units[style.locale], digits) : undefined;
  if (!unit) return signed(amount, symbol, decimal(roundTo(amount, digits, "half-up"), digits));
  return signed(amount, symbol, decimal(inUnit(amount, unit, digits), digits) + unit.name);
}

/** To the last stored digit, at least two: what stands in the tooltip. */
export function moneyExact(text: string, currency: string): string {
  const amount = parseAmount(text);
  if (amount === null) return text;
  const digits = amount % 100n === 0n ? 2 : amount % 10n === 0n ? 3 : 4;
  return signed(amount, symbolOf(currency), decimal(amount, digits));
}

/** Rounded once, straight from the exact amount. */
const inUnit = (amount: bigint, unit: Unit, digits: number) => {
  const step = 10n ** BigInt(4 - digits);
  return divide(amount, unit.size * step, "half-up") * step;
};

/** The greatest unit that shows at least 1 after rounding, so that 99,999,999 reads 1.00亿 and not 10,000.00万. */
function unitOf(amount: bigint, of: readonly Unit[], digits: number): Unit | undefined {
  const size = amount < 0n ? -amount : amount;
  return of.find((unit, i) => {
    const smaller = of[i + 1] ?? { size: 1n, name: "" };
    return inUnit(size, smaller, digits) * smaller.size >= unit.size * MAJOR;
  });
}

/** "848000" (millionths) → "84.8%". */
export function rate(ppm: string, digits = 1): string {
  if (!/^-?\d+$/.test(ppm)) return ppm;
  const scaled = divide(BigInt(ppm), 10n ** BigInt(4 - digits), "half-up");
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const shown = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${scaled < 0n ? "-" : ""}${grouped(shown)}%`;
}

/** Plain decimal text with commas, without trailing zeros: "12.5000" → "12.5". */
export function plain(text: string): string {
  return grouped(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/** For axes and chart labels, where floats are good enough: 3_200_000 → "320万". */
export function axis(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const unit = units[locale].find((u) => size >= Number(u.size));
  const text = unit ? value / Number(unit.size) : value;
  return `${grouped(String(Number(text.toPrecision(4))))}${unit?.name ?? ""}`;
}

const weekdays: Record<Locale, readonly string[]> = {
  "zh-CN": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  "zh-TW": ["週一", "週二", "週三", "週四", "週五", "週六", "週日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const monthName = (month: number): string => months[month - 1] ?? String(month);

/** In prose: "11月22日 周日", "Sun, Nov 22". Tables show the day as it is: "2026-11-22". */
export function dayText(day: string, locale: Locale): string {
  const [, month, date] = day.split("-").map(Number);
  if (!month || !date) return day;
  const name = weekdays[locale][weekday(day) - 1];
  return locale === "en" ? `${name}, ${months[month - 1]} ${date}` : `${month}月${date}日 ${name}`;
}
