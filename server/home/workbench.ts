import type { Contract } from "#api/index.ts";
import { fiscalYear, type Period } from "#core/calendar/period.ts";
import { may, scopeOf, subtree, type Principal, type Scope } from "../access/door.ts";
import type { Role } from "../access/policy.ts";
import type { Tenant } from "../auth/principal.ts";
import { contacts, openActions, seatsWithin, type Seat } from "../coaching/store.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { unsignedOf } from "../letters/store.ts";
import { factIn, frameOf, periodAsked, progressOf, type Frame, type Node, type Progress } from "./progress.ts";
import { holidaysIn } from "../calendar/store.ts";
import { hasPublishedTargets, importsToMend, unitsOn } from "./store.ts";

type Home = Contract["GET /api/home"];
type Waiting = Extract<Reply<Home>, { waiting: unknown }>["waiting"][number];
type Standing = Extract<Reply<Home>, { standings: unknown }>["standings"][number];
/** Also for the digest, which is the page of its reader as a message. */
type Asked = Pick<Context<Home>, "tx" | "user" | "tenant" | "query" | "today">;
type Caller = { tx: Tx; user: Principal; tenant: Tenant };

/** What needs me now, my numbers, my team or units: each part only within its own door. */
export async function workbench({ tx, user, tenant, query, today }: Asked): Promise<Reply<Home>> {
  const caller = { tx, user, tenant };
  const frame = await frameOf(tx, tenant, periodAsked(tenant, query.period, "quarter"));
  const scope = await scopeOf(tx, user, "metrics", "read", today);
  const mine = scope ? await ownNode(caller, scope) : null;
  const progress = mine && (await progressOf(tx, frame, "signed-amount", [mine])).get(mine.id);
  const team = mine?.kind === "unit" ? await standingsBelow(caller, frame, mine.id) : { of: null, rows: [] };
  return {
    today,
    period: frame.period.key,
    timeProgress: String(frame.time.exact ?? 0n),
    waiting: [
      ...(await myActions(caller)),
      ...(await lettersToSign(caller)),
      ...paceOf(progress),
      ...teamOf(user, team.rows),
      ...(await duties(caller, frame.period)),
    ],
    numbersOf: mine?.kind === "unit" ? ((await unitsOn(tx, today, { ids: [mine.id] }))[0]?.name ?? null) : null,
    numbers: mine && progress ? await numbers(tx, frame, mine, progress) : [],
    standings: team.rows,
    standingsOf: team.of === null ? null : { key: team.of },
  };
}

/** The company for those who see all, the granted unit for those who lead one, else the own seat. */
async function ownNode({ tx, user, tenant }: Caller, scope: Scope): Promise<Node | null> {
  if (scope.all) {
    const [root] = await unitsOn(tx, tenant.today, { parentId: null });
    return root ? { kind: "unit", id: root.id } : null;
  }
  const led = user.grants.find((grant) => grant.role === "manager" || grant.role === "director");
  if (led) return { kind: "unit", id: led.unitId };
  return scope.positionIds[0] ? { kind: "position", id: scope.positionIds[0] } : null;
}

async function numbers(tx: Tx, frame: Frame, node: Node, progress: Progress) {
  return [
    ...[progress.actual, progress.target, progress.attainment, progress.gap, progress.needed].map((one) => one.explanation),
    await factIn(tx, frame, "collected-amount", node),
    await factIn(tx, frame, "new-customers", node),
  ];
}

/** The units directly below; where there are none, the people. */
async function standingsBelow({ tx, tenant }: Caller, frame: Frame, unitId: string): Promise<{ of: string | null; rows: Standing[] }> {
  const units = await unitsOn(tx, tenant.today, { parentId: unitId });
  if (units.length === 0) return { of: "home.standings.people", rows: await memberStandings(tx, tenant, frame, [unitId], []) };
  const found = await progressOf(
    tx,
    frame,
    "signed-amount",
    units.map(({ id }) => ({ kind: "unit", id })),
  );
  const rows = units.map((unit): Standing => ({
    kind: "unit",
    id: unit.id,
    name: unit.name,
    detail: unit.headName ?? "",
    ...explained(found.get(unit.id)!),
    actionsOverdue: 0,
    lastTalkOn: null,
  }));
  return { of: "home.standings.units", rows };
}

/** The selling people of some units, with what a manager wants to know before a talk. */
export async function memberStandings(
  tx: Tx,
  tenant: Tenant,
  frame: Frame,
  unitIds: readonly string[],
  without: readonly string[],
): Promise<Standing[]> {
  const scope: Scope = { all: false, unitIds, positionIds: [], personId: null };
  const seats = (await seatsWithin(tx, scope, tenant.today)).filter((seat) => !without.includes(seat.positionId));
  const found = await progressOf(
    tx,
    frame,
    "signed-amount",
    seats.map(({ positionId }) => ({ kind: "position", id: positionId })),
  );
  const touched = await contacts(
    tx,
    seats.map((seat) => seat.personId),
    tenant.today,
  );
  return seats.map((seat) => ({ ...person(seat), ...explained(found.get(seat.positionId)!), ...pick(touched.get(seat.personId)) }));
}

const person = (seat: Seat) => ({
  kind: "position" as const,
  id: seat.positionId,
  name: seat.name,
  detail: `${seat.unitName} · ${seat.title}`,
});
const pick = (contact: { actionsOverdue: number; lastTalkOn: string | null } | undefined) => ({
  actionsOverdue: contact?.actionsOverdue ?? 0,
  lastTalkOn: contact?.lastTalkOn ?? null,
});

function explained({ target, actual, attainment, gap }: Progress) {
  return { target: target.explanation, actual: actual.explanation, attainment: attainment.explanation, gap: gap.explanation };
}

const waitingFor = (kind: Waiting["kind"], id: string, values: Waiting["values"] = {}): Waiting => ({
  kind,
  id,
  title: "",
  dueOn: null,
  values,
  version: null,
});

async function myActions({ tx, user, tenant }: Caller): Promise<Waiting[]> {
  if (!user.personId) return [];
  const open = await openActions(tx, user.personId, tenant.timeZone);
  return open
    .slice(0, 5)
    .map((one) => ({ kind: "action", id: one.id, title: one.title, dueOn: one.dueOn, values: {}, version: one.version }));
}

async function lettersToSign({ tx, user }: Caller): Promise<Waiting[]> {
  const open = user.personId ? await unsignedOf(tx, user.personId) : [];
  return open.slice(0, 2).map(({ id, year }) => waitingFor("letter-to-sign", id, { year }));
}

const BEHIND = -50_000n; // five percentage points

function paceOf(progress: Progress | null | undefined): Waiting[] {
  const gap = progress?.gap.exact ?? null;
  if (!progress || gap === null || gap > BEHIND) return [];
  const needed = progress.needed.explanation.value;
  return [waitingFor("pace", "pace", { gap: String(gap), needed: needed.kind === "amount" ? needed.value : "" })];
}

const gapOf = ({ gap }: Standing): number => (gap.value.kind === "rate" ? Number(gap.value.ppm) : 0);

/** For those who may hold talks: whose actions are late, and who is furthest behind. */
function teamOf(user: Principal, rows: readonly Standing[]): Waiting[] {
  if (!may(rolesOf(user), "one-on-ones", "write")) return [];
  const others = rows.filter((row) => row.kind === "position" && !user.positionIds.includes(row.id));
  const late = others.reduce((sum, row) => sum + row.actionsOverdue, 0);
  const behind = others
    .filter((row) => gapOf(row) < 2 * Number(BEHIND))
    .sort((a, b) => gapOf(a) - gapOf(b))
    .slice(0, 3);
  return [
    ...(late > 0 ? [waitingFor("overdue-members", "overdue-members", { count: late })] : []),
    ...behind.map((row) => waitingFor("member-behind", row.id, { name: row.name, gap: String(gapOf(row)) })),
  ];
}

const rolesOf = (user: Principal): Role[] => user.grants.map((grant) => grant.role);

/** What the people who run the system have to mend. */
async function duties({ tx, user, tenant }: Caller, period: Period): Promise<Waiting[]> {
  const roles = rolesOf(user);
  const year = fiscalYear(tenant.today, fiscalOf(tenant));
  const imports = may(roles, "imports", "write") ? await importsToMend(tx, tenant.timeZone) : [];
  const missing = may(roles, "calendar", "write") ? await yearsMissing(tx, tenant.today, period) : [];
  const noTargets = may(roles, "targets", "publish") && !(await hasPublishedTargets(tx, year));
  return [
    ...imports.map((one) =>
      waitingFor("import-problems", one.id, { file: one.fileName, count: one.refused, state: one.state, on: one.on }),
    ),
    ...missing.map((one) => waitingFor("calendar-missing", String(one), { year: one })),
    ...(noTargets ? [waitingFor("no-targets", String(year), { year })] : []),
  ];
}

/** The present year and, from October on, the next one. */
async function yearsMissing(tx: Tx, today: string, period: Period): Promise<number[]> {
  const year = Number(today.slice(0, 4));
  const { years } = await holidaysIn(tx, period);
  return [year, ...(today.slice(5) >= "10-01" ? [year + 1] : [])].filter((one) => !years.has(one));
}

/** Everybody below the units someone leads, for the team page. */
export async function unitsLed(tx: Tx, user: Principal, today: string): Promise<string[]> {
  const led = user.grants.filter((grant) => may([grant.role], "one-on-ones", "write")).map((grant) => grant.unitId);
  return led.length > 0 ? subtree(tx, led, today) : [];
}
