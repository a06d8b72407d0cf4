import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { DEMO_TODAY } from "#data/demo/company.ts";
import { targetTalk } from "#data/demo/target-talk.ts";
import type { Scope } from "../access/door.ts";
import { tenantOf } from "../auth/principal.ts";
import { positionHeldBy } from "../coaching/store.ts";
import type { Tx } from "../db/tx.ts";
import { draftsOf, hashOf } from "../letters/content.ts";
import { insertLetter, insertSignature } from "../letters/store.ts";
import { profiles } from "#data/demo/profiles.ts";
import { insertProfile } from "../job-profiles/store.ts";
import { insertStrategy } from "../strategy/store.ts";
import { insertChange } from "../targets/change-store.ts";
import { insertPlanAction } from "../targets/plan-store.ts";
import { insertSingle } from "../targets/single-store.ts";
import { cellsOf, setsOf } from "../targets/store.ts";
import { insertProposal, insertRemark, settleProposal } from "../targets/talk-store.ts";

const morningOf = (day: string): string => `${day}T09:30:00+08:00`;

type People = { readonly users: ReadonlyMap<string, string>; readonly persons: { readonly rep: string; readonly manager: string } };
const YEAR = 2026;
const METRIC = "signed-amount";
const about = { metric: METRIC, year: YEAR };

/** A year in the middle of its talk: a strategy, letters partly signed, a number under negotiation, one open change request. */
export async function talkAboutTargets(tx: Tx, { users, persons }: People): Promise<void> {
  const by = (role: string) => users.get(role)!;
  const seat = (await positionHeldBy(tx, persons.rep, DEMO_TODAY))!;
  await insertStrategy(tx, {
    year: YEAR,
    version: 1,
    vision: targetTalk.vision,
    themes: targetTalk.themes,
    goals: targetTalk.goals,
    by: by("executive"),
    at: morningOf("2026-01-08"),
  });
  for (const action of targetTalk.actions)
    await insertPlanAction(tx, { ...action, ...about, id: randomUUIDv7(), nodeId: seat, ownerPersonId: persons.rep, by: persons.manager });
  await negotiate(tx, seat, by);
  await sendLetters(tx, persons.rep, by("hr"));
  await singles(tx, by("hr"));
  await writeProfiles(tx, by("hr"));
}

async function negotiate(tx: Tx, seat: string, by: (role: string) => string): Promise<void> {
  const set = (await setsOf(tx, METRIC, YEAR)).find((one) => one.state === "published")!;
  const cells = await cellsOf(tx, set.id, [seat]);
  const sum = (months: readonly string[]) => cells.filter((cell) => months.includes(cell.period)).reduce((total, cell) => total + cell.amount, 0n);
  const [fourth, rest] = [sum(["2026-10", "2026-11", "2026-12"]), sum(["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"])];
  const { proposal, counter, change, remarks } = targetTalk;
  const first = { ...about, id: randomUUIDv7(), nodeKind: "position" as const, nodeId: seat, period: "2026-Q4" };
  await insertProposal(tx, { ...first, amount: rounded(fourth, proposal.percent), side: "up", reason: proposal.reason, evidence: proposal.evidence, by: by("rep"), at: morningOf("2026-06-10") });
  await settleProposal(tx, first.id, { kind: "answered", reason: "", by: by("manager") });
  await insertProposal(tx, { ...first, id: randomUUIDv7(), amount: rounded(fourth, counter.percent), side: "down", reason: counter.reason, evidence: "", by: by("manager"), at: morningOf("2026-06-12") });
  for (const { kind, by: role, text, on } of remarks) await insertRemark(tx, { ...about, id: randomUUIDv7(), nodeId: seat, kind, text, by: by(role), at: morningOf(on) });
  await insertChange(tx, { ...about, id: randomUUIDv7(), kind: "adjust", nodeId: seat, toNodeId: null, effectiveFrom: "2026-07-01", amount: rounded(rest, change.percent), reason: change.reason, by: by("rep"), at: morningOf("2026-06-15") });
} // prettier-ignore

/** Whole thousands, as people say such numbers. */
const rounded = (amount: bigint, percent: bigint): bigint => (amount * percent) / 100n / 10_000_000n * 10_000_000n; // prettier-ignore

/** Everybody has a letter; two in three have signed, the rep of the demo not yet. */
async function sendLetters(tx: Tx, repPerson: string, by: string): Promise<void> {
  const tenant = await tenantOf(tx, new Date(`${DEMO_TODAY}T01:00:00Z`));
  const scope: Scope = { all: true, unitIds: [], positionIds: [], personId: null };
  const users = new Map((await tx.rows(sql<{ personId: string; id: string }>`select person_id as "personId", id from users where tenant_id = current_tenant()`)).map((row) => [row.personId, row.id])); // prettier-ignore
  for (const [i, { seat, content }] of (await draftsOf({ tx, tenant, scope }, YEAR)).entries()) {
    const full = { ...content, conditions: targetTalk.conditions };
    const letter = {
      id: randomUUIDv7(),
      year: YEAR,
      positionId: seat.positionId,
      personId: seat.personId,
      issue: 1,
      content: full,
      hash: hashOf(full),
      by,
      at: morningOf("2026-01-15"),
    };
    await insertLetter(tx, letter);
    if (i % 3 === 0 || seat.personId === repPerson) continue;
    await insertSignature(tx, letter.id, {
      userId: users.get(seat.personId) ?? by,
      name: seat.name,
      hash: letter.hash,
      at: morningOf("2026-01-19"),
    });
  }
}

/** The company: nine tenths of what is due collected, orders between twenty and sixty thousand on average. */
async function singles(tx: Tx, by: string): Promise<void> {
  const root = await tx.row(sql<{ id: string }>`
    select org_unit_id as id from org_unit_versions where tenant_id = current_tenant() and parent_id is null and valid_to is null`);
  const of = { period: String(YEAR), nodeId: root!.id, nodeKind: "unit" as const, version: 1, note: "", by };
  await insertSingle(tx, {
    ...of,
    id: randomUUIDv7(),
    metric: "collection-rate-plan",
    comparison: "at-least",
    value: 900_000n,
    upper: null,
    stretch: 950_000n,
  });
  await insertSingle(tx, {
    ...of,
    id: randomUUIDv7(),
    metric: "aov-order",
    comparison: "between",
    value: 200_000_000n,
    upper: 600_000_000n,
    stretch: null,
  });
}

/** What the titles of the company are there for. */
async function writeProfiles(tx: Tx, by: string): Promise<void> {
  for (const [title, content] of Object.entries(profiles))
    await insertProfile(tx, title, 1, { ...content, documents: [] }, by, morningOf("2026-01-06"));
}
