import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { rebuildRollups } from "../kpi/rollups.ts";

let company: Stage;
let [manager, director, rep, hr]: Client[] = [];
const yuan = (n: number): bigint => BigInt(n) * 10_000n;
const place = (who: string) => company.home.people[who]!.positionId;

beforeAll(async () => {
  company = await stage();
  await company.within(async (tx) => {
    const sold = [["E013", "2026-05-08", 900], ["E014", "2026-05-09", 300], ["E013", "2026-04-09", 500], ["E013", "2025-05-09", 450]] as const; // prettier-ignore
    for (const [who, on, amount] of sold) {
      const id = randomUUIDv7();
      await tx.run(
        sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${id}, ${id}, ${on}, ${yuan(amount)})`,
      );
      await tx.run(
        sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${place(who)}, 1000000, ${yuan(amount)})`,
      );
    }
    await rebuildRollups(tx);
  });
  [manager, director, rep, hr] = [
    await company.signedIn("manager"),
    await company.signedIn("director"),
    await company.signedIn("rep"),
    await company.signedIn("hr"),
  ];
});
afterAll(() => company.close());

type Value = { kind: string; value?: string; ppm?: string };
type Comparison = {
  own: { value: Value };
  history: { label: { key: string }; value: Value }[];
  best: { period: string; value: Value } | null;
  peers: { filter: { key: string }; place: unknown };
  benchmarks: { id: string; name: string; value: Value; difference: Value }[];
};
const compared = async (who: Client, more: string) =>
  (await who("GET", `/api/diagnosis/comparison?period=2026-05&${more}`)).json<Comparison>();

describe("held against", () => {
  it("the own past: the month before, last year, and the best month there was", async () => {
    const { own, history, best } = await compared(manager!, `position=${place("E013")}`);
    expect(own.value).toMatchObject({ value: "900.0000" });
    expect(history.map((one) => one.value.ppm)).toEqual(["800000", "1000000", "2111111"]); // 900 on 500, on 450; 1,400 on 450
    expect(best).toMatchObject({ period: "2026-04", value: { value: "500.0000" } });
  });
  it("a handful of colleagues is nobody: four are not compared, and nobody is named (D8)", async () => {
    const reply = await manager!("GET", `/api/diagnosis/comparison?period=2026-05&position=${place("E013")}`);
    expect(reply.json<Comparison>().peers).toMatchObject({ filter: { key: "diagnosis.peers.none" }, place: null });
    expect(reply.body).not.toContain("刘洋");
  });
  it("a benchmark with its source, entered by sales operations and taken away again", async () => {
    const body = { id: randomUUIDv7(), metric: "signed-amount", name: "行业中位数", source: "白皮书", asOf: "2026-01-01", value: "800" };
    expect((await hr!("POST", "/api/benchmarks", body)).statusCode).toBe(200);
    expect((await compared(manager!, `position=${place("E013")}`)).benchmarks).toMatchObject([
      { name: "行业中位数", value: { value: "800.0000" }, difference: { value: "100.0000" } },
    ]);
    expect((await hr!("DELETE", `/api/benchmarks/${body.id}`)).statusCode).toBe(200);
    expect((await compared(manager!, `position=${place("E013")}`)).benchmarks).toEqual([]);
  });
});

describe("abilities", () => {
  type Profile = {
    mayRateAs: string | null;
    abilities: { ability: string; self: number | null; manager: number | null; isApart: boolean }[];
    ratings: { evidence: string }[];
  };
  const rate = (who: Client, level: number) =>
    who("POST", "/api/ability-ratings", {
      id: randomUUIDv7(),
      positionId: place("E013"),
      ability: "negotiation",
      level,
      evidence: `见过${level}`,
    });
  it("are rated by oneself and by the line above, and a gap of two is said", async () => {
    expect([(await rate(rep!, 5)).statusCode, (await rate(manager!, 3)).statusCode]).toEqual([200, 200]);
    const profile = (await rep!("GET", "/api/ability-profile")).json<Profile>();
    expect(profile.mayRateAs).toBe("self");
    const asRead = async (who: Client) => (await who("GET", `/api/ability-profile?position=${place("E013")}`)).json<Profile>().mayRateAs;
    expect([await asRead(manager!), await asRead(hr!)]).toEqual(["manager", null]); // who reads everybody leads nobody by that
    expect(profile.abilities.find((one) => one.ability === "negotiation")).toMatchObject({ self: 5, manager: 3, isApart: true });
    expect(profile.abilities.find((one) => one.ability === "learning")).toMatchObject({ self: null, manager: null });
  });
  it("of a team say who carries what, and what rests on one", async () => {
    const team = (await manager!("GET", "/api/team-profile")).json<{
      members: { name: string }[];
      abilities: { ability: string; rated: number; mean: number | null }[];
      concentration: string;
    }>();
    expect(team.members.map((one) => one.name)).toContain("张伟");
    expect(team.abilities[0]).toMatchObject({ ability: "negotiation", rated: 1, mean: 300 });
    expect(team.concentration).toBe("823529"); // 1,400 of 1,700
  });
});

describe("causes", () => {
  type Causes = { causes: { problem: string; weighed: string; notes: { id: string; note: string; isMine: boolean; version: number }[] }[] };
  const about = () => `/api/diagnosis/causes?period=2026-05&position=${place("E013")}`;
  const found = async (who: Client) => (await who("GET", about())).json<Causes>().causes.find((one) => one.problem === "follow-up")!;
  it("are weighed by what was said; the writer and the line above read it, nobody else", async () => {
    const note = { problem: "follow-up", kind: "interview", notedOn: "2026-06-01", position: place("E013") };
    await manager!("POST", "/api/diagnosis-notes", { ...note, id: randomUUIDv7(), stance: "for", note: "客户说三天没人回" });
    expect(await found(manager!)).toMatchObject({ weighed: "likely", notes: [{ note: "客户说三天没人回", isMine: true }] });
    expect(await found(director!)).toMatchObject({ weighed: "likely", notes: [{ isMine: false }] });
    expect((await rep!("GET", about())).statusCode).toBe(404);
    expect((await hr!("GET", about())).statusCode).toBe(404);
  });
  it("keep a note from being overwritten by a stale page", async () => {
    const { notes } = await found(manager!);
    const change = (version: number) =>
      manager!("PATCH", `/api/diagnosis-notes/${notes[0]!.id}`, { version, stance: "against", note: "查了记录，当天回的" });
    expect([(await change(1)).statusCode, (await change(1)).statusCode]).toEqual([200, 409]);
    expect((await found(manager!)).weighed).toBe("unlikely");
  });
});

describe("saved questions", () => {
  it("are one's own until they are shared, and answer in the reader's own reach", async () => {
    const save = (isShared: boolean, name: string) =>
      manager!("POST", "/api/saved-analyses", { id: randomUUIDv7(), name, filters: { part: "drill", by: "class" }, isShared });
    await save(false, "自己看");
    await save(true, "大家看");
    const names = async (who: Client) =>
      (await who("GET", "/api/saved-analyses")).json<{ rows: { name: string }[] }>().rows.map((one) => one.name);
    expect([await names(manager!), await names(rep!)]).toEqual([["大家看", "自己看"], ["大家看"]]);
  });
});
