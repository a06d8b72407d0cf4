import type { Explanation } from "../Explain.tsx";

const amount = (value: string) => ({ kind: "amount", value, currency: "CNY" }) as const;
const text = (value: string) => ({ key: "gallery.text", values: { text: value } });

/** A number with a formula, parts that add up and rows that cannot be fetched here (to see that state too). */
export const signed: Explanation = {
  of: "signed-amount",
  label: { key: "gallery.signed" },
  value: amount("12345678.9000"),
  rule: { key: "gallery.rule", values: { total: "12345678.9000" } },
  version: "1",
  combine: "sum",
  parts: [
    { of: "order", label: text("O-2026-0412"), value: amount("12000000.0000"), rows: { source: "orders", count: 3, query: {} } },
    { of: "order", label: text("O-2026-0418"), value: amount("345678.9000") },
  ],
};

export const people = Array.from({ length: 260 }, (_, i) => ({
  id: String(i),
  name: ["欧阳文博", "单雨晴", "华子昂", "尉迟明哲"][i % 4]!,
  amount: `${(i * 7919) % 900_000}.5000`,
  ppm: String((i * 37_001) % 1_400_000),
}));
