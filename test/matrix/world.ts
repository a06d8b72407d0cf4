import { rules } from "./world-rules.ts";
import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { insertApplication, insertScenario } from "#server/allocation/scenario-store.ts";
import { libraryTiles } from "#core/boards/library.ts";
import { insertEvidence } from "#server/allocation/evidence-store.ts";
import { insertTerritoryPlan } from "#server/allocation/territory-store.ts";
import { insertBoard } from "#server/boards/store.ts";
import { insertActions, insertTalk } from "#server/coaching/store.ts";
import type { Tx } from "#server/db/tx.ts";
import { insertLetter } from "#server/letters/store.ts";
import { insertRating } from "#server/diagnosis/ability-store.ts";
import { insertNote, insertSaved } from "#server/diagnosis/cause-store.ts";
import { insertBenchmark } from "#server/diagnosis/comparison-store.ts";
import { insertPlan } from "#server/improvement/store.ts";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { insertDigest, insertRobot, insertRule } from "#server/notifications/store.ts";
import { insertChange } from "#server/targets/change-store.ts";
import type { Company, Stage } from "#test/support/company.ts";
import { seats } from "./people.ts";
import { written } from "./samples.ts";

/** Everything that belongs to one person, and what the company has once. */
export type Records = {
  readonly person: string; readonly position: string; readonly user: string; readonly unit: string;
  readonly order: string; readonly receipt: string; readonly customer: string; readonly deal: string;
  readonly talk: string; readonly action: string; readonly proposal: string; readonly submission: string; readonly letter: string; readonly change: string;
  readonly improvement: string; readonly note: string; readonly saved: string;
  readonly alertRule: string; readonly digest: string; readonly robot: string;
  readonly dashboard: string; readonly dispute: string; readonly adjustment: string; readonly programKey: string;
  readonly scenario: string; readonly application: string; readonly evidence: string; readonly territory: string;
}; // prettier-ignore
export type Ground = {
  readonly draft: string; readonly published: string; readonly planDraft: string; readonly planInForce: string; readonly exportFormat: string; readonly webhook: string; readonly told: string; readonly benchmark: string;
  readonly people: string; readonly receipts: string; readonly opportunities: string;
}; // prettier-ignore
export type Secret = { readonly text: string; readonly kind: SecretKind; readonly company: string; readonly code: string };
export type SecretKind = "order" | "order-name" | "customer" | "deal" | "deal-name" | "target" | "talk" | "pay" | "score" | "board" | "improvement"; // prettier-ignore
export type Land = { readonly company: Company; readonly ground: Ground; readonly of: Readonly<Record<string, Records>> };
export type World = { readonly home: Land; readonly other: Land; readonly secrets: readonly Secret[] };

/** Both companies with one of everything for each of their people, every figure and text different from all others. */
export async function world(stage: Stage): Promise<World> {
  const secrets: Secret[] = [];
  const home = await land(stage, stage.home, "home", secrets);
  const other = await land(stage, stage.other, "other", secrets);
  return { home, other, secrets: [...secrets, ...(await payAndScores(stage, "home")), ...(await payAndScores(stage, "other"))] };
}

async function land(stage: Stage, company: Company, name: string, secrets: Secret[]): Promise<Land> {
  const of: Record<string, Records> = {};
  const ground = await stage.within(
    async (tx) => {
      for (const [i, code] of Object.keys(seats).entries())
        of[code] = await belongings(tx, company, { name, code, no: BigInt(i + (name === "home" ? 1 : 31)) }, secrets);
      const sets = await targetSets(tx, company, name, secrets);
      for (const records of Object.values(of)) await wishes(tx, records);
      for (const records of Object.values(of)) await aboutPay(tx, records);
      for (const records of Object.values(of)) await allocated(tx, records, sets.draft);
      for (const [code, records] of Object.entries(of)) await supported(tx, records, { name, code }, secrets);
      for (const [code, records] of Object.entries(of)) await targetTalk(tx, { name, code, ...records }, sets.draft, secrets);
      await rebuildRollups(tx);
      await metricDraft(tx);
      const benchmark = randomUUIDv7();
      await insertBenchmark(tx, { id: benchmark, metric: "win-rate-broad", name: "行业", source: "报告", asOf: "2026-01-01", value: 250_000n, by: company.people["E002"]!.userId }); // prettier-ignore
      return { ...sets, benchmark, ...(await rules(tx, company)) };
    },
    company,
    "pay",
  );
  await history(stage, company, of, name, secrets);
  return { company, of, ground: { ...ground, ...(await uploads(stage, company)) } };
}

/** A metric HR is writing. */
async function metricDraft(tx: Tx): Promise<void> {
  await tx.run(sql`insert into metric_definitions (tenant_id, code) values (current_tenant(), 'x-won')`);
  await tx.run(
    sql`insert into metric_versions (tenant_id, code, no, written) values (current_tenant(), 'x-won', 1, ${JSON.stringify(written)}::jsonb)`,
  );
}

type Who = { readonly name: string; readonly code: string; readonly no: bigint };
/** No steps of equal size: the middle of two must not be somebody else's figure. */
const signed = (no: bigint): Amount => 3_000_000_000n + no * 111_113_700n + no * no * 913_700n;

async function belongings(tx: Tx, company: Company, { name, code, no }: Who, secrets: Secret[]): Promise<Records> {
  const { personId, positionId, userId } = company.people[code]!;
  const [order, receipt, customer, deal, talk, action, dashboard] = Array.from({ length: 7 }, () => randomUUIDv7()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const text = (what: string) => `${what}${name}${code}`;
  const secret = (kind: SecretKind, ...texts: string[]) => secrets.push(...texts.map((one) => ({ text: one, kind, company: name, code })));
  const [amount, paid, hoped] = [signed(no), 1_700_000_000n + no * 71_113_700n, 5_500_000_000n + no * 31_113_700n];

  await tx.run(sql`insert into customers (tenant_id, id, code, name, pinyin, class, owner_position_id)
    values (current_tenant(), ${customer}, ${text("KH")}, ${text("矩阵客户")}, 'juzhenkehu jzkh', 'A', ${positionId})`);
  await tx.run(sql`insert into deals (tenant_id, id, code, name, customer_id, owner_position_id, stage, outcome, amount, expected_on)
    values (current_tenant(), ${deal}, ${text("SJ")}, ${text("商机")}, ${customer}, ${positionId}, '方案', 'open', ${hoped}, '2026-07-01')`);
  await tx.run(
    sql`insert into orders (tenant_id, id, code, customer_id, signed_on, amount) values (current_tenant(), ${order}, ${text("DD")}, ${customer}, '2026-05-12', ${amount})`,
  );
  await tx.run(sql`insert into order_credits values (current_tenant(), ${order}, ${positionId}, ${personId}, 1000000, ${amount})`);
  await tx.run(
    sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${receipt}, ${text("HK")}, ${order}, '2026-05-20', ${paid})`,
  );
  await tx.run(sql`insert into receipt_credits values (current_tenant(), ${receipt}, ${positionId}, ${paid})`);
  secret("customer", text("KH"), text("矩阵客户"), customer);
  secret("deal", text("商机"), formatAmount(hoped));
  secret("deal-name", text("SJ"), deal);
  secret("order-name", text("DD"), text("HK"), order, receipt);
  secret("order", formatAmount(amount), formatAmount(paid));

  await insertBoard(tx, { id: dashboard, name: text("仪表盘"), tiles: libraryTiles("rep"), userId });
  secret("board", text("仪表盘"), dashboard);

  const boss = company.people[seats[code]!.boss ?? "E002"]!;
  const held = {
    id: talk,
    positionId,
    memberPersonId: personId,
    managerPersonId: boss.personId,
    heldOn: "2026-06-01",
    notes: text("谈话"),
    facts: [],
  };
  await insertTalk(tx, held);
  await insertActions(tx, held, [{ id: action, title: text("约定"), dueOn: "2026-07-01" }]);
  secret("talk", text("谈话"), text("约定"));
  const improvement = randomUUIDv7();
  await insertPlan(tx, {
    id: improvement,
    question: text("为何"),
    title: text("改进"),
    subjectKind: "position",
    subjectId: positionId,
    period: "2026-05",
    ownerPersonId: personId,
    ownerPositionId: positionId,
    createdBy: null,
    metric: "signed-amount",
    baseline: 0n,
    expected: 1n,
    baselineFrom: "2026-05-01",
    baselineTo: "2026-06-01",
    startOn: "2026-06-18",
    reviewOn: "2026-07-31",
    evidence: [],
    actions: [],
    baselineProof: {
      of: "signed-amount",
      label: { key: "metrics.name.signed-amount" },
      value: {
        kind: "none",
        why: "missing",
      },
    },
  });
  secret("improvement", text("为何"), text("改进"));
  const [note, saved] = [randomUUIDv7(), randomUUIDv7()];
  const subject = { kind: "position", id: positionId } as const;
  await insertNote(tx, { id: note, subject, problem: "conversion", kind: "interview", stance: "for", note: text("访谈"), notedOn: "2026-06-01", authorPersonId: personId }); // prettier-ignore
  secret("talk", text("访谈"));
  await insertRating(tx, { id: randomUUIDv7(), personId, ability: "market", kind: "self", level: 3, evidence: text("依据"), ratedOn: "2026-06-01", raterPersonId: personId }); // prettier-ignore
  secret("score", text("依据"));
  await insertSaved(tx, { id: saved, name: text("存问"), filters: {}, isShared: false, userId });
  secret("board", text("存问"), saved);
  return {
    person: personId,
    position: positionId,
    user: userId,
    unit: company.units[seats[code]!.unit]!,
    order,
    receipt,
    customer,
    deal,
    talk,
    action,
    scenario: randomUUIDv7(),
    application: randomUUIDv7(),
    improvement,
    note,
    saved,
    evidence: randomUUIDv7(),
    territory: randomUUIDv7(),
    proposal: randomUUIDv7(),
    submission: randomUUIDv7(),
    letter: randomUUIDv7(),
    change: randomUUIDv7(),
    alertRule: randomUUIDv7(),
    dispute: randomUUIDv7(),
    adjustment: randomUUIDv7(),
    programKey: randomUUIDv7(),
    digest: randomUUIDv7(),
    robot: randomUUIDv7(),
    dashboard,
  };
}

/** What each wants to be told, and a group robot of the unit. */
/** A question about the own pay, and an amount by hand that waits for its second person. */
async function aboutPay(tx: Tx, { dispute, adjustment, person, position, user }: Records): Promise<void> {
  await tx.run(sql`insert into pay_disputes (tenant_id, id, position_id, person_id, period, question, opened_by, due_on)
    values (current_tenant(), ${dispute}, ${position}, ${person}, '2026-03', '少算', ${user}, '2026-06-30')`);
  await tx.run(sql`insert into pay_adjustments (tenant_id, id, position_id, period, amount, reason) values (current_tenant(), ${adjustment}, ${position}, '2026-03', 10000, '补')`);
} // prettier-ignore

async function wishes(tx: Tx, { alertRule, digest, robot, programKey, user, position, unit }: Records): Promise<void> {
  await tx.run(sql`insert into access_tokens (token_hash, id, tenant_id, user_id, name, areas, made_at, expires_at)
    values (${Buffer.from(programKey)}, ${programKey}, current_tenant(), ${user}, '财务系统', array['pay'], now(), '2199-01-01')`);
  await insertRule(tx, { id: alertRule, userId: user, metric: "signed-amount", nodeKind: "position", nodeId: position, grain: "month", comparison: "below", threshold: "5", byMail: false }); // prettier-ignore
  await insertDigest(tx, { id: digest, userId: user, cadence: "daily", weekday: null, atMinute: 510, byMail: false, robotId: null, attachment: "none", boardId: null }); // prettier-ignore
  await insertRobot(tx, { id: robot, name: "群", kind: "wecom", sealed: Buffer.from("sealed"), unitId: unit });
}

/** What each asks for the own seat, and the own unit handed up and returned, so that it is open again. */
async function targetTalk(tx: Tx, who: Records & { name: string; code: string }, draft: string, secrets: Secret[]): Promise<void> {
  const reason = `提议${who.name}${who.code}`;
  await tx.run(sql`
    insert into target_proposals (tenant_id, id, metric, fiscal_year, node_kind, node_id, period, amount, side, reason, by_user)
    values (current_tenant(), ${who.proposal}, 'signed-amount', 2026, 'position', ${who.position}, '2026', 5550000, 'up', ${reason}, ${who.user})`);
  await tx.run(sql`
    insert into target_submissions (tenant_id, id, set_id, node_id, by_user)
    values (current_tenant(), ${who.submission}, ${draft}, ${who.unit}, ${who.user})`);
  await tx.run(
    sql`insert into target_decisions (tenant_id, submission_id, kind, reason) values (current_tenant(), ${who.submission}, 'returned', '再看看')`,
  );
  const conditions = `条件${who.name}${who.code}`;
  const person = { name: "某人", code: who.code, title: "代表", unit: "部门" };
  const content = { company: "公司", person, year: 2026, currency: "CNY", targets: [], actions: [], conditions };
  await insertLetter(tx, {
    id: who.letter,
    year: 2026,
    positionId: who.position,
    personId: who.person,
    issue: 1,
    content,
    hash: "of this text",
    by: null,
  });
  const asked = `变更${who.name}${who.code}`;
  await insertChange(tx, { id: who.change, metric: "signed-amount", year: 2026, kind: "adjust", nodeId: who.position, toNodeId: null, effectiveFrom: "2026-07-01", amount: 5_550_000n, reason: asked, by: who.user }); // prettier-ignore
  for (const text of [reason, conditions, asked]) secrets.push({ text, kind: "target", company: who.name, code: who.code });
}

/** A published year and a draft on top of it, with months for every unit and position. */
async function targetSets(tx: Tx, company: Company, name: string, secrets: Secret[]): Promise<Pick<Ground, "draft" | "published">> {
  const [draft, published] = [randomUUIDv7(), randomUUIDv7()];
  for (const [id, version] of [
    [published, 1],
    [draft, 2],
  ] as const) {
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${id}, 'signed-amount', 2026, ${version})`,
    );
    for (const [i, code] of Object.keys(seats).entries()) {
      const amount = 910_000_000n + BigInt(i + (name === "home" ? 1 : 31)) * 13_113_700n;
      await cell(tx, id, "position", company.people[code]!.positionId, amount);
      if (version === 1) secrets.push({ text: formatAmount(amount), kind: "target", company: name, code });
    }
    for (const unit of Object.values(company.units)) await cell(tx, id, "unit", unit, 50_000_000_000n);
  }
  await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${published})`);
  return { draft, published };
}

async function cell(tx: Tx, set: string, kind: string, node: string, amount: Amount): Promise<void> {
  await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
    values (current_tenant(), ${set}, ${kind}, ${node}, '2026-05', '2026-05-01', '2026-06-01', ${amount})`);
}

/** A note with a file beside each one's target. */
async function supported(tx: Tx, { evidence, position }: Records, { name, code }: Omit<Who, "no">, secrets: Secret[]): Promise<void> {
  const [text, inside] = [`调研${name}${code}`, `附件${name}${code}`];
  const file = { name: "a.txt", type: "text/plain", bytes: Buffer.from(inside) };
  await insertEvidence(tx, { id: evidence, nodeId: position, metric: "signed-amount", year: 2026, text, source: "", file, by: null });
  for (const one of [text, inside]) secrets.push({ text: one, kind: "target", company: name, code });
}

/** A scenario below each one's unit, what was written from it, and a plan of territories. */
async function allocated(tx: Tx, { scenario, application, unit, territory, customer, position }: Records, draft: string): Promise<void> {
  const weights = { history: 1, pipeline: 0, potential: 0, accounts: 0, territory: 0, headcount: 1, "working-days": 0 };
  const assumptions = { total: "1000000", weights, step: "1", ramp: [], alignFestival: false, limits: [], locks: [], over: [], hires: [] };
  await insertScenario(tx, { id: scenario, metric: "signed-amount", year: 2026, rootId: unit, name: "方案", assumptions, by: null });
  const moves = [{ accountId: customer, fromId: position, toId: position }];
  await insertTerritoryPlan(tx, { id: territory, rootId: unit, name: "辖区", effectiveOn: "2026-06-01", moves, by: null });
  const before = { cells: [], nodes: [] };
  await insertApplication(tx, { id: application, scenarioId: scenario, setId: draft, hasMadeSet: false, before, stampAfter: 0, by: null });
}

/** What has already happened through the doors, so that the audit log holds values worth reading. */
async function history(
  stage: Stage,
  company: Company,
  of: Readonly<Record<string, Records>>,
  name: string,
  secrets: Secret[],
): Promise<void> {
  const [manager, rep, finance, hr] = [
    await stage.signedIn("manager", company),
    await stage.signedIn("rep", company),
    await stage.signedIn("finance", company),
    await stage.signedIn("hr", company),
  ];
  const title = `${name}补约定E013`;
  const talk = {
    id: randomUUIDv7(),
    positionId: of["E013"]!.position,
    heldOn: "2026-06-10",
    notes: "",
    actions: [{ id: randomUUIDv7(), title, dueOn: "2026-06-30" }],
  };
  must(await manager("POST", "/api/one-on-ones", talk));
  must(await rep("PATCH", `/api/actions/${talk.actions[0]!.id}`, { version: 1, isDone: true, result: `${name}结果E013` }));
  must(await finance("PATCH", `/api/orders/${of["E014"]!.order}`, { version: 1, signedOn: "2026-05-13" }));
  must(await finance("POST", "/api/calculation-runs", { period: "2026-05" }));
  must(await hr("POST", "/api/scorecard-publications", { period: "2026-04" }));
  for (const text of [title, `${name}结果E013`]) secrets.push({ text, kind: "talk", company: name, code: "E013" });
}

const must = (reply: { statusCode: number; body: string }): void => {
  if (reply.statusCode !== 200) throw new Error(reply.body);
};

async function uploads(stage: Stage, company: Company): Promise<Pick<Ground, "people" | "receipts" | "opportunities">> {
  const send = async (who: string, kind: string, text: string) => {
    const client = await stage.signedIn(who, company);
    const reply = await client("POST", `/api/imports?kind=${kind}&fileName=${kind}.csv`, Buffer.from(text), {
      "content-type": "application/octet-stream",
    });
    must(reply);
    return reply.json<{ id: string }>().id;
  };
  return {
    people: await send("hr", "people", "工号,姓名,部门编码,生效日期\nE900,新人,SH,2026-06-01\n"),
    receipts: await send("finance", "receipts", "回款单号,订单号,收款日期,金额\nR-1,X,2026-05-01,100\n"),
    opportunities: await send("hr", "opportunities", "商机编号,阶段,金额\nD-1,方案,100\n"),
  };
}

/** Pay as finance sees it, scores as HR does: whatever of it reaches anybody else was leaked. */
async function payAndScores(stage: Stage, name: "home" | "other"): Promise<Secret[]> {
  const company = stage[name];
  const codeOf = new Map(Object.values(company.people).map((one) => [one.positionId, one.code]));
  type Row = { positionId: string; payout?: string; score?: string };
  const rows = async (who: string, what: string) =>
    (await (await stage.signedIn(who, company))("GET", `/api/${what}?period=2026-05`)).json<{ rows: Row[] }>().rows;
  const secret = (kind: SecretKind, { positionId }: Row, text: string) => ({ text, kind, company: name, code: codeOf.get(positionId)! });
  return [
    ...(await rows("finance", "statements")).map((row) => secret("pay", row, row.payout!)),
    ...(await rows("hr", "scorecards")).map((row) => secret("score", row, `"${row.score!}"`)),
  ];
}
