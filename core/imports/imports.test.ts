import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount } from "../base/money.ts";
import { amountOf, dayFrom, flagOf, shareOf } from "./cells.ts";
import { creditFrom } from "./credit.ts";
import { csvText, neutralised, restored } from "./csv.ts";
import { fields, importKinds, languages } from "./fields.ts";
import { amended, endedOn, validOn, type Dated } from "./history.ts";
import { guessMapping, missingFields, plainHeader, textRows } from "./mapping.ts";
import { entriesOf } from "./rows.ts";

const today = "2026-06-18";

describe("amounts as people write them", () => {
  it.each([
    ["1234.5", "1234.5000"],
    ["1,234.50", "1234.5000"],
    ["¥12，800", "12800.0000"], // full-width comma
    ["１２３．４５", "123.4500"],
    ["(1,234.50)", "-1234.5000"],
    ["（20）", "-20.0000"],
    ["-0.0001", "-0.0001"],
    ["−5", "-5.0000"], // the minus sign of typography
    ["100元", "100.0000"],
    [".5", "0.5000"],
    ["20565.620600", "20565.6206"],
    ["1.23456", null], // nothing is rounded in silence
    ["1,23", null],
    ["一百", null],
    ["1e5", null],
    ["=1+1", null],
    ["", null],
  ])("%s → %s", (text, expected) => {
    const amount = amountOf(text);
    expect(amount === null ? null : formatAmount(amount)).toBe(expected);
  });
});

describe("days, year first", () => {
  it.each([
    ["2026-03-05", "2026-03-05"],
    ["2026/3/5", "2026-03-05"],
    ["2026.3.5", "2026-03-05"],
    ["2026年3月5日", "2026-03-05"],
    ["20260305", "2026-03-05"],
    ["2026-03-05 08:30:00", "2026-03-05"],
    ["2026-03-05T00:00:00Z", "2026-03-05"],
    ["46086", "2026-03-05"], // as a spreadsheet counts
    ["2026-02-30", null],
    ["03/05/2026", null], // March or May: nobody knows
    ["2026-13-01", null],
    ["明天", null],
  ])("%s → %s", (text, expected) => expect(dayFrom(text)).toBe(expected));
});

describe("shares, flags and credit", () => {
  it.each([
    ["5%", 50_000n],
    ["0.05", 50_000n],
    ["１００％", 1_000_000n],
    ["-1%", null],
    ["五成", null],
  ])("share %s", (text, ppm) => expect(shareOf(text)).toBe(ppm));
  it.each([
    ["是", true],
    ["Y", true],
    ["否", false],
    ["0", false],
    ["也许", null],
  ])("flag %s", (text, flag) => expect(flagOf(text)).toBe(flag));
  it.each([
    ["", []],
    ["E001", [["E001", 1_000_000n]]],
    ["Moses Frase", [["Moses Frase", 1_000_000n]]],
    [
      "E001:60;E002:40",
      [
        ["E001", 600_000n],
        ["E002", 400_000n],
      ],
    ],
    [
      "E001：33.34；E002：33.33、E003：33.33",
      [
        ["E001", 333_400n],
        ["E002", 333_300n],
        ["E003", 333_300n],
      ],
    ],
    [
      "E001:60%;E002:40%",
      [
        ["E001", 600_000n],
        ["E002", 400_000n],
      ],
    ],
  ] as const)("credit %s", (text, shares) => {
    const credit = creditFrom(text);
    expect(credit.kind === "credit" && credit.shares.map((s) => [s.person, s.sharePpm])).toEqual(shares);
  });
  it.each([
    ["E001:60;E002:50", { kind: "share-sum", percent: "110" }],
    ["E001:33.33;E002:33.33;E003:33.33", { kind: "share-sum", percent: "99.99" }],
    ["E001:50;E001:50", { kind: "credit-twice", person: "E001" }],
    ["E001:0;E002:100", { kind: "not-a-share", text: "E001:0" }],
    ["E001:x", { kind: "not-a-share", text: "E001:x" }],
  ])("credit %s is refused", (text, refusal) => expect(creditFrom(text)).toEqual(refusal));
});

describe("columns recognised by their names", () => {
  it.each([
    ["orders", ["合同编号", "下单日期", "客户", "金额（元）", "销售工号"], { order: 0, signed_on: 1, customer: 2, amount: 3, credit: 4 }],
    ["orders", ["Order_ID", "ORDER DATE", "Sub Total", "Sales Rep"], { order: 0, signed_on: 1, amount: 2, credit: 3 }],
    ["people", ["員工編號", "姓名", "部門", "到職日期"], { code: 0, name: 1, unit: 2, hired_on: 3 }],
    ["receipts", ["单号", "订单号", "到账日期", "到账金额"], { order: 1, received_on: 2, amount: 3 }],
  ] as const)("%s: %s", (kind, headers, mapping) => expect(guessMapping(kind, headers)).toEqual(mapping));

  it("gives one column to one field, and the better name wins", () => {
    expect(guessMapping("collection-plan", ["金额", "应收金额", "订单号", "期次", "到期日"])).toMatchObject({ amount: 1 });
  });

  it.each(importKinds)("%s: its own template is recognised in every language", (kind) => {
    for (const language of languages) {
      const headers = fields[kind].map((field) => field.names[language][0]!);
      expect(guessMapping(kind, headers)).toEqual(Object.fromEntries(fields[kind].map((field, i) => [field.name, i])));
      expect(new Set(headers.map(plainHeader)).size).toBe(headers.length);
    }
  });

  it.each(importKinds)("%s: the example row of the template is a good row", (kind) => {
    const mapping = guessMapping(
      kind,
      fields[kind].map((field) => field.name),
    );
    const rows = textRows([fields[kind].map((field) => field.example)], mapping);
    expect(entriesOf(kind, rows, today).problems).toEqual([]);
    expect(missingFields(kind, mapping)).toEqual([]);
  });
});

describe("orders", () => {
  const read = (header: string, ...rows: string[]) => {
    const columns = header.split(",");
    return entriesOf(
      "orders",
      textRows(
        rows.map((row) => row.split(",")),
        guessMapping("orders", columns),
      ),
      today,
    );
  };

  it("lines of one order become one order whose amount is their sum", () => {
    const { entries, problems } = read("order,signed_on,line,amount", "A,2026-01-05,1,10.5", "A,2026-01-05,2,0.0001", "B,2026-01-06,1,7");
    expect(entries.map((e) => [e.key, formatAmount(e.record.amount), e.nos])).toEqual([
      ["A", "10.5001", [2, 3]],
      ["B", "7.0000", [4]],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ["12", "14", "0", "168.0000"],
    ["10", "9.8", "0.15", "83.3000"],
    ["3", "0.3333", "10%", "0.8999"], // 0.89991 half up
    ["-2", "5", "", "-10.0000"],
  ])("without an amount: %s × %s less %s is %s", (quantity, price, discount, amount) => {
    const { entries } = read("order,signed_on,quantity,price,discount", `A,2026-01-05,${quantity},${price},${discount}`);
    expect(formatAmount(entries[0]!.record.amount)).toBe(amount);
  });

  it("one bad line refuses the whole order and names its partners", () => {
    const { entries, problems } = read(
      "order,signed_on,line,amount",
      "A,2026-01-05,1,10",
      "A,2026-01-05,2,x",
      "A,2026-02-05,3,1",
      "B,2026-01-05,1,1",
    );
    expect(entries.map((e) => e.key)).toEqual(["B"]);
    expect(problems.map((p) => [p.no, p.code])).toEqual([
      [3, "not-an-amount"],
      [4, "header-differs"],
      [2, "partner-row-refused"],
    ]);
  });
});

describe("deals", () => {
  it.each([
    ["赢单", "won"],
    ["Won", "won"],
    ["Lost", "lost"],
    ["输单", "lost"],
    ["方案", "open"],
    ["Prospecting", "open"],
  ])("stage %s without an outcome column is %s", (stage, outcome) => {
    const { entries } = entriesOf(
      "opportunities",
      [{ no: 2, values: { code: "D", customer: "C", stage, created_on: "2026-01-01" } }],
      today,
    );
    expect(entries[0]!.record.outcome).toBe(outcome);
  });
});

describe("histories", () => {
  const same = (a: string, b: string) => a === b;
  const day = (n: number) => `2026-01-${String(n).padStart(2, "0")}`;
  const change = fc.record({ on: fc.integer({ min: 1, max: 28 }), value: fc.constantFrom("a", "b", "c") });

  it("told in order: no overlap, no gap after the first day, each day says what was said of it, and twice is once", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const told = [...new Map(changes.map((c) => [c.on, c.value]))].toSorted(([a], [b]) => a - b);
        const tell = (start: readonly Dated<string>[]) => told.reduce((h, [on, value]) => amended(h, day(on), value, same), start);
        const history = tell([]);
        for (const [i, version] of history.entries()) expect(version.to).toBe(history[i + 1]?.from ?? null);
        for (const [on, value] of told) expect(validOn(history, day(on))?.value).toBe(value);
        expect(tell(history)).toBe(history);
      }),
    );
  });

  it("ended, nothing holds from that day on", () => {
    const history = amended(amended([], day(1), "a", same), day(10), "b", same);
    expect(endedOn(history, day(5))).toEqual([{ from: day(1), to: day(5), value: "a" }]);
  });
});

describe("files for spreadsheets", () => {
  const heads = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|"];
  const tails = [
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x","y")',
    "1+1",
    "SUM(A1:A9)",
    'WEBSERVICE("http://x")',
    "a",
    " x",
    'DDE("a")',
    "IMPORTXML(1)",
    "'x",
    "2+5+cmd",
    '"',
    ",",
    "x\ny",
    "–",
    "A1",
    "1;2",
    "!",
    "甲",
  ];

  it(`${heads.length * tails.length} live formulas are neutralised, and come back as they were`, () => {
    for (const text of heads.flatMap((head) => tails.map((tail) => head + tail))) {
      expect(neutralised(text).startsWith("'")).toBe(true);
      expect(restored(neutralised(text))).toBe(text);
    }
  });

  it.each(["-5", "-1,234.50", "+3", "-12.5%", "2026-01-01", "E001", "'quoted'"])("%s stays as it is", (text) =>
    expect(neutralised(text)).toBe(text),
  );

  it("any text comes back as it was", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => text.startsWith("'") || restored(neutralised(text)) === text));
  });

  it("starts with the mark that makes Chinese Excel read UTF-8", () =>
    expect(
      csvText([
        ["名称", 'a"b'],
        ["x,y", "=1"],
      ]),
    ).toBe('\uFEFF名称,"a""b"\r\n"x,y",\'=1\r\n'));
});
