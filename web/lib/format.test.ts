import { describe, expect, it } from "vitest";
import { axis, dayText, grouped, money, moneyExact, plain, rate } from "./format.ts";
import type { Locale } from "./prefs.ts";

const wan = (locale: Locale = "zh-CN", currency = "CNY") => ({ locale, currency, numberStyle: "wan" }) as const;
const full = { locale: "zh-CN", currency: "CNY", numberStyle: "full" } as const;

describe("an amount as a person reads it", () => {
  it.each([
    ["0.0000", "¥0.00"],
    ["9999.9949", "¥9,999.99"],
    ["9999.9950", "¥1.00万"], // rounds up into the next unit, never "10,000.00"
    ["10000.0000", "¥1.00万"],
    ["1234567.8900", "¥123.46万"],
    ["99999999.0000", "¥1.00亿"],
    ["99994999.0000", "¥9,999.50万"],
    ["123456789012.3456", "¥1,234.57亿"],
    ["-1234567.8900", "-¥123.46万"],
    ["900719925474099.1234", "¥9,007,199.25亿"], // beyond what a float holds
    ["abc", "abc"],
  ])("%s reads %s in 万 and 亿", (text, shown) => expect(money(text, wan())).toBe(shown));

  it.each([
    ["zh-TW", "TWD", "NT$1.23億"],
    ["en", "USD", "$123.46M"],
    ["en", "CNY", "¥123.46M"],
    ["en", "SEK", "SEK 123.46M"],
  ] as const)("in %s with %s it is %s", (locale, currency, shown) => expect(money("123456789.0000", wan(locale, currency))).toBe(shown));

  it("in full style keeps every digit of the whole part", () => expect(money("123456789.0050", full)).toBe("¥123,456,789.01"));

  it.each([
    ["1234567.8900", "¥1,234,567.89"],
    ["109846381.4039", "¥109,846,381.4039"],
    ["0.0050", "¥0.005"],
    ["-0.0001", "-¥0.0001"],
  ])("exactly, %s is %s", (text, shown) => expect(moneyExact(text, "CNY")).toBe(shown));

  it("is never rounded twice: 0.00449 of a unit stays below", () => expect(money("10044.9000", wan(), 2)).toBe("¥1.00万"));
});

describe("rates, counts and axes", () => {
  it.each([
    ["848000", "84.8%"],
    ["1000000", "100.0%"],
    ["-50", "0.0%"],
    ["-5000", "-0.5%"],
    ["12345678", "1,234.6%"],
    ["", ""],
  ])("%s millionths read %s", (ppm, shown) => expect(rate(ppm)).toBe(shown));

  it.each([
    ["12.5000", "12.5"],
    ["1234567", "1,234,567"],
    ["3.0000", "3"],
    ["-1200.50", "-1,200.5"],
  ])("%s reads %s", (text, shown) => expect(plain(text)).toBe(shown));

  it.each([
    [3_200_000, "zh-CN", "320万"],
    [3_200_000, "zh-TW", "320萬"],
    [3_200_000, "en", "3.2M"],
    [120_000_000, "zh-CN", "1.2亿"],
    [950, "zh-CN", "950"],
    [0, "zh-CN", "0"],
  ] as const)("the axis shows %d in %s as %s", (value, locale, shown) => expect(axis(value, locale)).toBe(shown));

  it("groups only the whole part", () => expect(grouped("1234.5678")).toBe("1,234.5678"));
});

describe("days in prose", () => {
  it.each([
    ["2026-11-22", "zh-CN", "11月22日 周日"],
    ["2026-11-22", "zh-TW", "11月22日 週日"],
    ["2026-11-22", "en", "Sun, Nov 22"],
    ["2026-06-18", "zh-CN", "6月18日 周四"],
    ["soon", "zh-CN", "soon"],
  ] as const)("%s in %s is %s", (day, locale, shown) => expect(dayText(day, locale)).toBe(shown));
});
