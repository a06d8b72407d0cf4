import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAJOR } from "#core/base/money.ts";
import type { Written } from "#core/kpi/custom.ts";
import type { Chosen } from "#core/kpi/slice.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { put, putLines } from "#test/support/process-facts.ts";
import { addOrder } from "#test/support/small-company.ts";
import type { Tx } from "../../db/tx.ts";
import { addScheme } from "../../appraisal/commands.ts";
import { rebuildRollups } from "../rollups.ts";

let company: Stage;
let hr: Client;
const seat = (code: string) => company.home.people[code]!.positionId;
const unit = (code: string) => company.home.units[code]!;

async function facts(tx: Tx): Promise<void> {
  const product = await put(tx, "products", { name: "主机", category: "主机" });
  const a = await put(tx, "customers", { name: "甲", class: "A", region: "上海", owner_position_id: seat("E014") });
  const b = await put(tx, "customers", { name: "乙", class: "B", region: "苏州", owner_position_id: seat("E013") });
  for (const [signedOn, yuan, customerId, who, channel] of [
    ["2026-04-10", 300, a, "E013", "直销"],
    ["2026-05-10", 100, b, "E013", "渠道"],
    ["2026-05-11", 200, b, "E015", "直销"],
  ] as const) {
    const id = await addOrder(tx, { signedOn, amount: BigInt(yuan) * MAJOR, customerId, credits: { [seat(who)]: 1_000_000 } });
    await putLines(tx, id, [[product, 1, yuan, yuan / 2]]);
    await tx.client.query("update orders set channel = $1 where tenant_id = current_tenant() and id = $2", [channel, id]);
  }
  await rebuildRollups(tx);
}

beforeAll(async () => {
  company = await stage();
  await company.within(facts);
  hr = await company.signedIn("hr");
});
afterAll(() => company.close());

const of = (measure: Chosen["measure"], filter: Chosen["filter"] = {}, attribution: Chosen["attribution"] = "as-booked"): Chosen => ({
  measure,
  filter,
  attribution,
});
const metric = (shape: Written["shape"], more: Partial<Written> = {}): Written => ({
  name: "我的指标",
  note: "",
  group: "result",
  direction: "up",
  sampleMin: 1,
  goal: {},
  shape,
  ...more,
});
const previewed = async (written: Written, code = "x-new") =>
  (await hr("POST", "/api/metric-previews", { code, written, period: "2026-Q2", unit: unit("EAST") })).json();
const save = (code: string, written: Written, version = 0) => hr("PUT", `/api/metric-definitions/${code}/draft`, { written, version });
const publish = (code: string, validFrom: string, version = 1) =>
  hr("POST", `/api/metric-definitions/${code}/publication`, { validFrom, version });
const value = async (code: string, query: string) => {
  const { value } = (await hr("GET", `/api/metrics/${code}/explanation?period=2026-Q2&${query}`)).json().explanation;
  return value.value ?? value.ppm ?? value.why;
};

describe("a preview counts the facts as they are and keeps nothing", () => {
  it.each<[string, Written["shape"], string]>([
    ["customers of class A", { kind: "sum", of: of("signed-amount", { customerClass: ["A"] }) }, "300.0000"],
    ["two regions", { kind: "sum", of: of("signed-amount", { region: ["上海", "苏州"] }) }, "600.0000"],
    ["a channel", { kind: "sum", of: of("signed-amount", { channel: ["直销"] }) }, "500.0000"],
    ["a product category, by lines", { kind: "sum", of: of("gross-profit", { productCategory: ["主机"] }) }, "300.0000"],
    ["no such category", { kind: "sum", of: of("line-amount", { productCategory: ["软件"] }) }, "0.0000"],
    [
      "a ratio of two slices",
      { kind: "ratio", above: of("signed-amount", { customerClass: ["A"] }), below: of("signed-amount") },
      "500000",
    ],
    [
      "an average",
      { kind: "ratio", above: of("signed-amount", { channel: ["直销"] }), below: of("deal-count", { channel: ["直销"] }) },
      "250.0000",
    ],
    ["a formula", { kind: "formula", text: "gross_profit ÷ signed_amount", unit: "rate" }, "500000"],
    ["a formula over nothing", { kind: "formula", text: "signed_amount ÷ visits", unit: "amount" }, "undefined"],
    ["a median", { kind: "sum", of: of("delivery-days") }, "undefined"],
  ])("%s", async (_, shape, expected) => {
    const { problems, explanation } = await previewed(metric(shape));
    expect(problems).toEqual([]);
    expect(explanation.value.value ?? explanation.value.ppm ?? explanation.value.why).toBe(expected);
  });

  it("for the owner of the customer instead of whoever signed, and the parts still add up", async () => {
    const { explanation, below } = await previewed(metric({ kind: "sum", of: of("signed-amount", {}, "customer-owner") }));
    expect(explanation.value.value).toBe("600.0000");
    expect(below.map((one: { name: string; value: { value: { value: string } } }) => [one.name, one.value.value.value])).toEqual(
      expect.arrayContaining([
        ["上海团队", "600.0000"],
        ["杭州团队", "0.0000"],
      ]),
    );
  });

  it("what is wrong stands there with its place, and no number", async () => {
    const { problems, explanation } = await previewed(metric({ kind: "formula", text: "signed_amount + 5%", unit: "amount" }));
    expect([problems[0].code, problems[0].at, explanation]).toEqual(["types-differ", 14, null]);
  });
});

describe("from a draft to versions", () => {
  const share = metric(
    { kind: "ratio", above: of("signed-amount", { customerClass: ["A"] }), below: of("signed-amount") },
    { goal: { atLeast: "60" } },
  );

  it("a draft is nobody's number; once published it has values, trend, parts and rows like any other", async () => {
    expect((await save("x-a-share", share)).statusCode).toBe(200);
    expect((await hr("GET", "/api/metrics/x-a-share/explanation?period=2026-Q2")).statusCode).toBe(404);
    expect((await publish("x-a-share", "2026-05-01")).json()).toMatchObject({ state: "published", no: 1 });
    expect(await value("x-a-share", `unit=${unit("SH")}`)).toBe("750000"); // 300 of 400
    expect(await value("x-a-share", `unit=${unit("EAST")}`)).toBe("500000");
    const rep = await company.signedIn("rep");
    const found = (await rep("GET", "/api/metrics/x-a-share/explanation?period=2026-Q2")).json().explanation;
    expect(found.notes.map((note: { key: string }) => note.key)).toEqual(
      expect.arrayContaining(["metrics.goal.at-least", "metrics.goal.met"]),
    );
    const rows = (await rep("GET", "/api/metrics/x-a-share/rows?period=2026-Q2")).json().rows;
    expect(rows).toHaveLength(found.rows.count);
    const trend = (await rep("GET", "/api/metrics/x-a-share/trend?period=2026-Q2")).json();
    expect(trend.steps.map((step: { now: { ppm?: string } | null }) => step.now?.ppm)).toEqual(["1000000", "0", undefined]);
    const parts = (await hr("GET", `/api/metrics/x-a-share/breakdown?period=2026-Q2&unit=${unit("EAST")}`)).json().rows;
    expect(parts).toHaveLength(3);
    expect((await hr("GET", "/api/metrics")).json().rows.at(-1)).toMatchObject({ code: "x-a-share", isOwn: true, version: "1" });
  });

  it("a published version is never edited: the next one counts from its own day", async () => {
    const other = {
      ...share,
      shape: { kind: "ratio", above: of("signed-amount", { customerClass: ["B"] }), below: of("signed-amount") },
    } as const;
    expect((await save("x-a-share", other)).json()).toMatchObject({ no: 2, state: "draft" });
    expect((await publish("x-a-share", "2026-05-01")).json().code).toBe("metric-day-taken");
    expect((await publish("x-a-share", "2027-01-01")).statusCode).toBe(200);
    expect(await value("x-a-share", `unit=${unit("EAST")}`)).toBe("500000"); // this quarter by the first version still
    await expect(
      company.within((tx) => tx.client.query("update metric_versions set written = '{}' where tenant_id = current_tenant() and no = 1")),
    ).rejects.toThrow(/append-only/);
  });

  it("two who edit one draft are told apart, and it can be thrown away", async () => {
    await save("x-twice", share);
    expect((await save("x-twice", share, 0)).json()).toMatchObject({ code: "version-moved", current: { version: 1 } });
    expect((await save("x-twice", { ...share, name: "改名" }, 1)).json()).toMatchObject({ version: 2, written: { name: "改名" } });
    expect((await hr("DELETE", "/api/metric-definitions/x-twice/draft")).statusCode).toBe(200);
    expect((await hr("GET", "/api/metrics/x-twice")).statusCode).toBe(404);
  });

  it("metrics of metrics: lineage both ways, and no circle", async () => {
    const formula = (text: string) => metric({ kind: "formula", text, unit: "rate" });
    await save("x-double", formula("x_a_share × 2"));
    await publish("x-double", "2026-01-01");
    expect(await value("x-double", `unit=${unit("SH")}`)).toBe("1500000");
    expect((await hr("GET", "/api/metrics/x-double")).json().reads).toMatchObject([{ kind: "metric", code: "x-a-share" }]);
    expect((await hr("GET", "/api/metrics/x-a-share")).json().usedBy).toMatchObject([
      { kind: "metric", name: { values: { name: "我的指标" } } },
    ]);
    await save("x-a-share", formula("x_double ÷ 2"));
    expect((await publish("x-a-share", "2026-06-01")).json().code).toBe("metric-unsound");
    expect((await previewed(formula("x_double ÷ 2"), "x-a-share")).problems[0].code).toBe("reads-itself");
  });

  it("what nobody reads yet can be used in the company only, and only HR writes", async () => {
    const elsewhere = await company.signedIn("hr", company.other);
    expect((await elsewhere("GET", "/api/metrics/x-a-share")).statusCode).toBe(404);
    const manager = await company.signedIn("manager");
    expect((await manager("PUT", "/api/metric-definitions/x-mine/draft", { written: share, version: 0 })).statusCode).toBe(404);
    expect(
      (await manager("GET", "/api/metrics/x-a-share")).json().versions.every((one: { state: string }) => one.state === "published"),
    ).toBe(true);
  });
});

describe("what the company decides once", () => {
  it("days of grace move what is overdue and stand beside it; satisfaction may be the mean", async () => {
    const decide = (more: object) =>
      hr("PUT", "/api/metric-settings", {
        collectionRate: "balance",
        graceDays: 5,
        csat: "mean",
        dayStarts: "08:30",
        dayEnds: "17:30",
        version: 0,
        ...more,
      });
    expect((await decide({ dayEnds: "08:00" })).json().code).toBe("day-ends-early");
    expect((await decide({})).json()).toEqual({ version: 1 });
    expect((await decide({})).json().code).toBe("version-moved");
    const overdue = (await hr("GET", "/api/metrics/overdue-amount/explanation?period=2026-Q2")).json().explanation;
    expect(overdue.notes).toContainEqual({ key: "metrics.note.grace", values: { days: 5 } });
    expect((await hr("GET", "/api/metrics/csat/explanation?period=2026-Q2")).json().explanation.version).toBe("csat/1-mean");
  });
});

describe("a company's own metrics are scored like any other", () => {
  const scheme = `
scheme: 直销考核
period: quarter
missing: reweight
rounding: { digits: 2, mode: half-up, level: line }
kpis:
  - { code: direct, name: 直销签约, metric: x-scored-sum, weight: 60, target: "400", scoring: { kind: linear, cap: 150% } }
  - { code: share, name: 直销占比, metric: x-scored-share, weight: 40, target: 100%, scoring: { kind: linear, cap: 150% } }
grades:
  - { grade: D, from: 0, coefficient: 0.6 }
  - { grade: A, from: 90, coefficient: 1.1 }
`;
  it("live, by a sum and by a ratio, and the definition says which scheme uses it", async () => {
    for (const [code, shape] of [
      ["x-scored-sum", { kind: "sum", of: of("signed-amount", { channel: ["直销"] }) }],
      ["x-scored-share", { kind: "ratio", above: of("signed-amount", { channel: ["直销"] }), below: of("signed-amount") }],
    ] as const) {
      expect((await save(code, metric(shape))).statusCode).toBe(200);
      expect((await publish(code, "2026-01-01")).statusCode).toBe(200);
    }
    await company.within((tx) => addScheme(tx, { text: scheme, validFrom: "2026-01-01", by: null }), company.home, "pay");
    const { score, lines } = (await hr("GET", `/api/scorecards/${seat("E013")}?period=2026-Q2`)).json();
    // 张伟 signed 300 directly of 400 in all: 300 ÷ 400 of sixty points, three quarters of forty.
    expect(score).toBe("75");
    expect(lines.map(({ actual, score: points }: { actual: object; score: string }) => [actual, points])).toEqual([
      [{ kind: "amount", value: "300", currency: "CNY" }, "45"],
      [{ kind: "rate", ppm: "750000" }, "30"],
    ]);
    expect(JSON.stringify((await hr("GET", "/api/metrics/x-scored-sum")).json())).toContain("直销考核 v1");
  });

  it("against a target with a bound where the metric has no tree, a range counts for none", async () => {
    const text = scheme.replace('target: "400"', "target: from-targets").replace("target: 100%", "target: from-targets").replace("直销考核", "直销考核二");
    expect(await company.within((tx) => addScheme(tx, { text, validFrom: "2026-01-02", by: null }), company.home, "pay")).toMatchObject({ kind: "added" });
    const single = (code: string, more: object) => hr("PUT", "/api/single-targets", { metric: code, period: "2026-Q2", nodeId: seat("E013"), version: 0, comparison: "at-least", ...more });
    expect((await single("x-scored-sum", { value: "3000000" })).statusCode).toBe(200); // ¥300
    expect((await single("x-scored-share", { comparison: "between", value: "500000", upper: "900000" })).statusCode).toBe(200);
    const { score, lines } = (await hr("GET", `/api/scorecards/${seat("E013")}?period=2026-Q2`)).json();
    expect(lines.map(({ target, score: points }: { target: object; score: string | null }) => [target, points])).toEqual([
      [{ kind: "amount", value: "300", currency: "CNY" }, "100"], // its weight is scaled up to the whole, as the scheme says
      [{ kind: "none", why: "missing" }, null],
    ]);
    expect(score).toBe("100");
  }); // prettier-ignore

  it("a scheme that names a metric nobody has is refused with the line", async () => {
    const text = scheme.replace("x-scored-share", "x-scored-shere");
    const { problems } = (await hr("POST", "/api/scheme-checks", { text })).json();
    expect(problems).toEqual([{ code: "metric-unknown", path: "kpis[1].metric", values: { value: "x-scored-shere" }, line: 8 }]);
    expect((await hr("POST", "/api/schemes", { text, validFrom: "2026-01-01" })).json().code).toBe("document-refused");
  });
});
