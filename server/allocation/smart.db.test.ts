import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths } from "#core/base/date.ts";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { addOrder } from "#test/support/small-company.ts";

type Field = { letter: string; state: string; reason: { key: string; values: Record<string, string> } };
type Row = { nodeId: string; name: string; smart: { score: number; fields: Field[] } };

let s: Stage;
let [hr, manager, rep]: Client[] = [];
const seat = (code: string) => s.home.people[code]!.positionId;

beforeAll(async () => {
  s = await stage();
  [hr, manager, rep] = [await s.signedIn("hr"), await s.signedIn("manager"), await s.signedIn("rep")];
  await s.within(async (tx) => {
    await tx.run(sql`update assignments set valid_from = '2024-01-01' where tenant_id = current_tenant()`);
    for (const [code, amount] of [
      ["E013", 100_000n],
      ["E014", 50_000n],
    ] as const)
      for (let i = 1; i <= 24; i += 1)
        await addOrder(tx, {
          signedOn: addMonths("2026-06-10", -i),
          customerId: null,
          amount: amount * 10_000n,
          credits: { [seat(code)]: 1_000_000 },
        });
    await rebuildRollups(tx);
    const set = randomUUIDv7();
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2027, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    const target = async (kind: string, node: string, yearly: bigint, months = 12) => {
      for (let i = 0; i < months; i += 1) {
        const from = addMonths("2027-01-01", i);
        await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
          values (current_tenant(), ${set}, ${kind}, ${node}, ${from.slice(0, 7)}, ${from}, ${addMonths(from, 1)}, ${(yearly * 10_000n) / BigInt(months)})`);
      }
    };
    await target("unit", s.home.units["SH"]!, 2_400_000n);
    await target("position", seat("E013"), 1_200_000n);
    await target("position", seat("E014"), 2_400_000n, 1);
    await target("position", seat("E015"), 600_000n);
  });
}, 60_000);
afterAll(() => s.close());

const checks = async (who: Client): Promise<Row[]> =>
  (await who("GET", "/api/smart-checks?metric=signed-amount&year=2027")).json<{ rows: Row[] }>().rows;
const fieldOf = (rows: Row[], code: string, letter: string) =>
  rows.find((row) => row.nodeId === seat(code))!.smart.fields.find((one) => one.letter === letter)!;

describe("SMART checks", () => {
  it("the weakest stand first, each letter with its reason", async () => {
    const rows = await checks(hr!);
    expect(rows.map((row) => row.smart.score)).toEqual(rows.map((row) => row.smart.score).toSorted((a, b) => a - b));
    expect(fieldOf(rows, "E014", "T")).toMatchObject({ state: "weak", reason: { key: "smart.T.weak" } });
    expect(fieldOf(rows, "E015", "R")).toMatchObject({ state: "missing" }); // Hangzhou has no number of its own
    expect(fieldOf(rows, "E015", "M")).toMatchObject({ state: "weak", reason: { key: "smart.M.noRows" } });
    expect(fieldOf(rows, "E013", "R").reason.values).toEqual({ share: "500000" });
  });

  it("four times of what one has ever done is too high, with the quarters it is seen from", async () => {
    const rows = await checks(hr!);
    expect(fieldOf(rows, "E014", "A")).toMatchObject({ state: "weak", reason: { key: expect.stringMatching(/tooHigh/) } });
  });

  it("a rep sees the own check, judged by the own past alone", async () => {
    const rows = await checks(rep!);
    expect(rows.map((row) => row.nodeId)).toEqual([seat("E013")]);
    expect(fieldOf(rows, "E013", "A").reason.values["peerN"]).toBe(0);
  });
});

describe("evidence beside a target", () => {
  const pdf = Buffer.from("%PDF-1.7 market").toString("base64");
  const put = (who: Client, code: string, file?: object) =>
    who("POST", `/api/target-nodes/${seat(code)}/evidence`, {
      id: randomUUIDv7(),
      metric: "signed-amount",
      year: 2027,
      text: "市场增长 8%",
      source: "行业协会",
      ...(file && { file }),
    });
  const read = async (who: Client, code: string) =>
    (await who("GET", `/api/target-nodes/${seat(code)}/evidence?metric=signed-amount&year=2027`)).json();

  it("a manager adds a note with a file to the team's target; the rep reads and downloads it", async () => {
    expect((await put(manager!, "E013", { name: "../研究.pdf", type: "application/pdf", base64: pdf })).statusCode).toBe(200);
    const evidence = await read(rep!, "E013");
    expect(evidence).toMatchObject({ mayAdd: false, notes: [{ text: "市场增长 8%", file: { name: ".._研究.pdf", size: 15 } }] });
    expect(evidence.history).toHaveLength(24);
    const file = await rep!("GET", `/api/target-evidence/${evidence.notes[0].id}/file`);
    expect([file.body, file.headers["content-disposition"]]).toEqual(["%PDF-1.7 market", expect.stringContaining("attachment")]);
  });

  it.each([
    [
      "a program that calls itself a PDF",
      { name: "a.pdf", type: "application/pdf", base64: Buffer.from("MZ…").toString("base64") },
      "evidence-type",
    ],
    ["a page", { name: "a.html", type: "text/html", base64: pdf }, "evidence-type"],
    ["an empty file", { name: "a.pdf", type: "application/pdf", base64: "" }, "evidence-size"],
    ["more than 512 KB", { name: "a.txt", type: "text/plain", base64: Buffer.alloc(524_289, 65).toString("base64") }, "evidence-size"],
  ])("%s is refused", async (_, file, code) => expect((await put(manager!, "E013", file)).json()).toMatchObject({ code }));

  it("nobody adds evidence to the own target, nor to somebody else's team", async () => {
    expect((await put(manager!, "E011")).statusCode).toBe(404);
    expect((await put(manager!, "E015")).statusCode).toBe(404);
    expect((await put(rep!, "E013")).statusCode).toBe(404);
  });
});
