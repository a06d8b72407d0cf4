import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { publishTargets } from "#test/support/targets.ts";

type Node = {
  id: string;
  code: string;
  kind: string;
  months: (string | null)[];
  year: string | null;
  version: number;
  gap: string | null;
  gapState: string | null;
  parentId: string | null;
  mayWrite: boolean;
  attainment: string | null;
};
type Tree = { set: { id: string; state: string; version: number } | null; nodes: Node[]; months: { key: string }[]; mayPublish: boolean };

let s: Stage;
let [hr, manager, rep]: Client[] = [];
let setId = "";
beforeAll(async () => {
  s = await stage();
  [hr, manager, rep] = [await s.signedIn("hr"), await s.signedIn("manager"), await s.signedIn("rep")];
});
afterAll(() => s.close());

const tree = async (who: Client = hr!): Promise<Tree> => (await who("GET", "/api/targets?metric=signed-amount&year=2026")).json();
const nodeOf = async (code: string, who?: Client): Promise<Node> => (await tree(who)).nodes.find((node) => node.code === code)!;
const code = (reply: { json(): { code: string } }): string => reply.json().code;

async function set(who: Client, node: string, period: string, amount: string | null, version?: number) {
  const { id, kind, version: present } = await nodeOf(node);
  return who("PUT", `/api/target-sets/${setId}/cells`, { nodeKind: kind, nodeId: id, period, amount, version: version ?? present });
}

async function breakDown(who: Client, node: string, body: object) {
  const { id, kind, version } = await nodeOf(node);
  return who("POST", `/api/target-sets/${setId}/decomposition`, {
    rootKind: kind,
    rootId: id,
    nodes: "equal",
    phasing: "working-days",
    step: "1",
    version,
    ...body,
  });
}

/** Children carry their parent's amount exactly, in the year and in every month; months add up to the year. */
function expectConserved({ nodes }: Tree): void {
  for (const node of nodes) {
    const sum = node.months.reduce((total, month) => total + parseAmount(month ?? "0")!, 0n);
    expect(formatAmount(sum), node.code).toBe(node.year);
    const children = nodes.filter((child) => child.parentId === node.id);
    if (children.length === 0) continue;
    expect(node.gapState, node.code).toBe("balanced");
    node.months.forEach((month, i) => {
      const below = children.reduce((total, child) => total + parseAmount(child.months[i]!)!, 0n);
      expect(formatAmount(below), `${node.code} month ${i + 1}`).toBe(month);
    });
  }
}

beforeEach(async () => {
  if (setId) await s.within((tx) => tx.run(sql`delete from targets where tenant_id = current_tenant() and set_id = ${setId}`));
  else setId = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 })).json().id;
});

describe("a yearly number", () => {
  it("comes down to regions, teams and people and over twelve months, and adds up everywhere", async () => {
    expect((await breakDown(hr!, "HQ", { amount: "10000000.01" })).statusCode).toBe(200);
    const after = await tree();
    expectConserved(after);
    expect(after.nodes.find((node) => node.code === "HQ")!.year).toBe("10000000.0100");
    const february = after.nodes.find((node) => node.code === "E013")!.months[1]!;
    const july = after.nodes.find((node) => node.code === "E013")!.months[6]!;
    expect(parseAmount(february)! < parseAmount(july)!, "fewer working days, less to do").toBe(true);
  });

  it("adds up for any amount, step and basis", async () => {
    const cases = fc.record({
      amount: fc.bigInt({ min: 100_0000n, max: 10n ** 16n }),
      nodes: fc.constantFrom("equal", "history"),
      phasing: fc.constantFrom("equal", "working-days", "history"),
      step: fc.constantFrom("0.01", "1", "1000"),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ amount, ...how }) => {
        expect((await breakDown(hr!, "HQ", { ...how, amount: formatAmount(amount) })).statusCode).toBe(200);
        expectConserved(await tree());
      }),
      { numRuns: 12 },
    );
  });

  it("is previewed by the same computation, and the preview writes nothing", async () => {
    const { id, version } = await nodeOf("HQ");
    const how = { rootKind: "unit", rootId: id, nodes: "equal", phasing: "equal", step: "1", amount: "1200000", version };
    const preview = (await hr!("POST", `/api/target-sets/${setId}/decomposition/preview`, how)).json();
    expect((await nodeOf("HQ")).year).toBeNull();
    expect((await hr!("POST", `/api/target-sets/${setId}/decomposition`, how)).json()).toEqual(preview);
  });

  it.each([
    ["0", "target-not-positive"],
    ["-5", "target-not-positive"],
  ])("of %s is refused", async (amount, refused) => {
    expect(code(await breakDown(hr!, "HQ", { amount }))).toBe(refused);
  });

  it("by hand goes by the shares given; a locked child keeps its number", async () => {
    await set(hr!, "NORTH", "2026", "3000000");
    const [east, north] = [await nodeOf("EAST"), await nodeOf("NORTH")];
    await breakDown(hr!, "HQ", { amount: "10000000", locked: [north.id], nodes: "equal" });
    expect([(await nodeOf("EAST")).year, (await nodeOf("NORTH")).year]).toEqual(["7000000.0000", "3000000.0000"]);
    expect(east.year).toBeNull();
  });
});

describe("one cell", () => {
  it.each([
    ["a month", "2026-03", "0"],
    ["a whole year", "2026", "0"],
    ["a month, below zero", "2026-03", "-1"],
  ])("of %s takes no zero: it is left empty instead, and nothing is written", async (_, period, amount) => {
    await set(hr!, "EAST", "2026-03", "500");
    const refused = await set(hr!, "EAST", period, amount);
    expect([refused.statusCode, code(refused)]).toEqual([422, "target-not-positive"]);
    expect((await nodeOf("EAST")).months[2]).toBe("500.0000");
    expect((await set(hr!, "EAST", period, null)).statusCode).toBe(200);
    expect(await nodeOf("EAST")).toMatchObject({ year: null, attainment: null });
  });

  it("of a quarter is spread over its months by their present proportion, exactly", async () => {
    await set(hr!, "EAST", "2026-01", "100");
    await set(hr!, "EAST", "2026-02", "200");
    await set(hr!, "EAST", "2026-Q1", "1000");
    expect((await nodeOf("EAST")).months.slice(0, 4)).toEqual(["333.0000", "667.0000", "0.0000", null]);
  });

  it("shows the gap of its parent, and a declared over-assignment closes it", async () => {
    await set(hr!, "HQ", "2026", "1000000");
    await set(hr!, "EAST", "2026", "600000");
    await set(hr!, "NORTH", "2026", "440000");
    expect(await nodeOf("HQ")).toMatchObject({ gap: "-40000.0000", gapState: "over" });
    const { id } = await nodeOf("HQ");
    await hr!("PUT", `/api/target-sets/${setId}/over-assignments/${id}`, { ppm: 40_000 });
    expect(await nodeOf("HQ")).toMatchObject({ gap: "0.0000", gapState: "balanced" });
    await hr!("PUT", `/api/target-sets/${setId}/over-assignments/${id}`, { ppm: 0 });
  });

  it("edited by two people: the second sees what the first wrote, nothing is lost (C1)", async () => {
    const { version } = await nodeOf("EAST");
    expect((await set(hr!, "EAST", "2026-05", "500", version)).statusCode).toBe(200);
    const late = await set(hr!, "EAST", "2026-05", "700", version);
    expect(late.statusCode).toBe(409);
    expect(late.json().current.months[4]).toBe("500.0000");
    expect((await nodeOf("EAST")).months[4]).toBe("500.0000");
  });

  it("emptied is missing again, not zero", async () => {
    await set(hr!, "EAST", "2026-05", "500");
    await set(hr!, "EAST", "2026-05", null);
    expect(await nodeOf("EAST")).toMatchObject({ year: null });
  });

  it.each([["2026-W05"], ["2027-01"], ["2026-05-01"], ["abc"]])("of %s is refused", async (period) => {
    expect(code(await set(hr!, "EAST", period, "5"))).toBe("not-a-period");
  });
});

describe("who may", () => {
  it("a manager gives numbers to his team: not to himself, not to his own team, not to the neighbour", async () => {
    expect((await set(manager!, "E013", "2026-07", "90000")).statusCode).toBe(200);
    expect(code(await set(manager!, "E011", "2026-07", "90000"))).toBe("not-on-yourself");
    for (const other of ["SH", "HZ", "E015", "NORTH", "HQ"])
      expect((await set(manager!, other, "2026-07", "90000")).statusCode, other).toBe(404);
  });

  it("a manager breaks his team's number down as it stands, and cannot raise it himself", async () => {
    await set(hr!, "SH", "2026", "1200000");
    expect((await breakDown(manager!, "SH", {})).statusCode).toBe(200);
    expect(await nodeOf("SH")).toMatchObject({ year: "1200000.0000", gapState: "balanced" });
    expect((await breakDown(manager!, "SH", { amount: "1" })).statusCode).toBe(404);
    expect((await breakDown(manager!, "HZ", {})).statusCode).toBe(404);
  });

  it("a rep sees no draft; once published: own number, team, region, company, and nobody else's", async () => {
    await breakDown(hr!, "HQ", { amount: "10000000" });
    expect((await tree(rep!)).set).toBeNull();
    expect(code(await hr!("POST", `/api/target-sets/${setId}/publication`, { stamp: 0 }))).toBe("own-targets");
    const executive = await s.signedIn("executive");
    expect(code(await executive("POST", `/api/target-sets/${setId}/publication`, { stamp: 1 }))).toBe("targets-moved");
    expect((await publishTargets(s, setId)).statusCode).toBe(200);
    const mine = await tree(rep!);
    expect(mine.nodes.map((node) => node.code)).toEqual(["HQ", "EAST", "SH", "E013"]);
    expect(mine.nodes.every((node) => node.year !== null && !node.mayWrite)).toBe(true);
    expect(mine.nodes.slice(0, 3).every((node) => node.attainment === null && node.gap === null)).toBe(true);
  });
});

describe("a published version", () => {
  it("is never changed, by nobody and no route", async () => {
    expect(code(await set(hr!, "EAST", "2026-05", "1"))).toBe("targets-published");
    expect(code(await breakDown(hr!, "HQ", { amount: "5" }))).toBe("targets-published");
    expect(code(await hr!("DELETE", `/api/target-sets/${setId}`))).toBe("targets-published");
    expect(code(await hr!("POST", `/api/target-sets/${setId}/publication`, { stamp: 0 }))).toBe("targets-published");
  });

  it("is the ground of the next draft, which alone moves", async () => {
    const published = setId;
    await breakDown(hr!, "HQ", {});
    setId = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026, note: "下半年调整" })).json().id;
    expect(code(await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 }))).toBe("draft-exists");
    await set(hr!, "HQ", "2026-12", "1");
    const old: Tree = (await hr!("GET", `/api/targets?metric=signed-amount&year=2026&setId=${published}`)).json();
    expect(old.set).toMatchObject({ version: 1, state: "published" });
    expect(old.nodes.find((node) => node.code === "HQ")!.months[11]).not.toBe("1.0000");
  });

  it("an empty draft is not published", async () => {
    expect(code(await hr!("POST", `/api/target-sets/${setId}/publication`, { stamp: 0 }))).toBe("targets-empty");
  });
});
