import { randomUUIDv7 } from "node:crypto";
import { usual } from "#core/boards/tile.ts";
import { evidenceSamples } from "./samples-evidence.ts";
import { may, position, targetSamples } from "./samples-targets.ts";
import type { Ground, Records } from "./world.ts";

/** Ids of the one whose record is asked for, and of the company's own things. */
export type Ids = Records & Ground;
export type Sample = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly ip?: string;
};

const post = { title: "销售代表", unit: "SH", manager: "E011", role: "rep", from: "2026-06-01" };
const file = { body: Buffer.from("工号,姓名,部门编码\nE901,新人,SH\n"), headers: { "content-type": "application/octet-stream" } };
const layout = { source: "pay", columns: [{ title: "工号", field: "employee", text: "" }], unit: "major", accounts: {} };
const hook = { name: "财务系统", address: "https://erp.example.com/hook", events: ["pay-period.close"] };
const reading = { encoding: "utf-8", delimiter: ",", sheet: 0, columns: {}, constants: {} };
const text = "scheme: 空";
/** A company's own metric; a draft of it lies in the world. */
export const written = {
  name: "重点客户签约额",
  note: "",
  group: "result",
  direction: "up",
  sampleMin: 10,
  goal: {},
  shape: { kind: "sum", of: { measure: "signed-amount", filter: { customerClass: ["A"] }, attribution: "as-booked" } },
} as const;

const planTerms = () => ({
  title: "补上缺口",
  expected: "100",
  reviewOn: "2026-07-31",
  actions: [{ id: randomUUIDv7(), title: "做", dueOn: "2026-06-30" }],
});
const wish = { metric: "signed-amount", grain: "month", comparison: "below", threshold: "5" };

/** The metric routes are asked twice: for a seat and for a unit. */
function metric(
  path: string,
  params?: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Record<string, (ids: Ids) => Sample> {
  return {
    [`GET ${path} · seat`]: (ids) => ({ ...(params && { params }), query: { ...may, ...more, position: ids.position } }),
    [`GET ${path} · unit`]: (ids) => ({ ...(params && { params }), query: { ...may, ...more, unit: ids.unit } }),
  };
}

/** The forecast routes likewise; those over the past need no period. */
function forecast(path: string): Record<string, (ids: Ids) => Sample> {
  const period: Readonly<Record<string, string>> = path === "/api/forecast" || path.endsWith("changes") ? { period: "2026-06" } : {};
  return {
    [`GET ${path} · seat`]: (ids) => ({ query: { ...period, position: ids.position } }),
    [`GET ${path} · unit`]: (ids) => ({ query: { ...period, unit: ids.unit } }),
  };
}
const call = () => ({ id: randomUUIDv7(), period: "2026-06", commit: "100", best: "150" });
/** The same for requests that carry more than a metric. */
function whose(method: string, path: string, more: Sample): Record<string, (ids: Ids) => Sample> {
  const of = (node: Readonly<Record<string, string>>): Sample => ({ ...more, query: { ...may, ...more.query, ...node } });
  return {
    [`${method} ${path} · seat`]: (ids) => of({ position: ids.position }),
    [`${method} ${path} · unit`]: (ids) => of({ unit: ids.unit }),
  };
}
const newBoard = randomUUIDv7();
const newDeal = randomUUIDv7();
const newProcess = [
  { was: null, name: "接触", kind: "open", criteria: "", probabilityPpm: 100_000 },
  { was: null, name: "赢", kind: "won", criteria: "", probabilityPpm: null },
  { was: null, name: "输", kind: "lost", criteria: "", probabilityPpm: null },
];
const boardTiles = [{ ...usual, id: "a", chart: "bar", metric: "signed-amount", split: "region" }];

/** One import of each kind of owner: HR's people, finance's receipts, operations' opportunities. */
function imports(method: string, path: string, more: Sample = {}): Record<string, (ids: Ids) => Sample> {
  const of = (kind: "people" | "receipts" | "opportunities") => (ids: Ids) => ({ ...more, params: { id: ids[kind] } });
  return Object.fromEntries((["people", "receipts", "opportunities"] as const).map((kind) => [`${method} ${path} · ${kind}`, of(kind)]));
}

/** A valid request for every line of the matrix: "METHOD /path", or "METHOD /path · variant". */
export const samples: Readonly<Record<string, (ids: Ids) => Sample>> = {
  "POST /api/session": () => ({ body: { login: "nobody", password: "not the password" } }),
  "DELETE /api/session": () => ({}),
  "GET /api/me": () => ({}),
  "PATCH /api/me": () => ({ body: { version: 1, theme: "dark" } }),
  "GET /api/me/sessions": () => ({}),
  "POST /api/me/sessions/ending": () => ({}),
  "GET /api/me/access-tokens": () => ({}),
  "POST /api/me/access-tokens": () => ({
    body: { id: "018f0000-0000-7000-8000-00000000a0c1", name: "财务系统", areas: ["pay"], mayWrite: false, days: 30, password: "x" },
  }),
  "DELETE /api/me/access-tokens/:id": ({ programKey }) => ({ params: { id: programKey } }),
  "GET /api/access-tokens": () => ({}),
  "DELETE /api/access-tokens/:id": ({ programKey }) => ({ params: { id: programKey } }),
  "PUT /api/me/password": () => ({ body: { current: "x", password: "a long enough password" } }),
  "POST /api/me/totp": () => ({}),
  "PUT /api/me/totp": () => ({ body: { code: "123456" } }),
  "POST /api/me/totp/removal": () => ({ body: { code: "123456" } }),
  "POST /api/password": () => ({ body: { token: "none", password: "a long enough password" } }),
  "POST /api/setup": () => ({
    body: { token: "none", company: "公司", name: "某人", login: "someone", password: "a long enough password" },
    ip: "127.0.0.1",
  }),
  "GET /api/users": () => ({}),
  "POST /api/users": ({ person }) => ({ body: { personId: person, login: "matrix@new" } }),
  "POST /api/users/:id/reset-link": ({ user }) => ({ params: { id: user } }),
  "POST /api/users/:id/disabling": ({ user }) => ({ params: { id: user } }),
  "DELETE /api/users/:id/disabling": ({ user }) => ({ params: { id: user } }),

  "GET /api/home": () => ({}),
  "GET /api/search": () => ({ query: { q: "矩阵" } }),
  "GET /api/search · pinyin": () => ({ query: { q: "jzkh" } }),
  "GET /api/search · code": () => ({ query: { q: "KH" } }),
  "GET /api/demo-logins": () => ({}),
  "GET /api/settings": () => ({}),
  "GET /api/sales-process": () => ({}),
  "PUT /api/sales-process": () => ({ body: { pipeline: "new", version: 0, note: "新流程", stages: newProcess } }),
  "PATCH /api/settings": () => ({ body: { version: 1, weekStart: 1 } }),
  "GET /api/calendar/:year": () => ({ params: { year: "2026" } }),
  "PUT /api/calendar/:year/days/:day": () => ({ params: { year: "2026", day: "2026-06-20" }, body: { kind: "work", version: 0 } }),
  "POST /api/calendar/:year/seed": () => ({ params: { year: "2026" } }),

  "GET /api/organisation": () => ({}),
  "GET /api/units/:id": ({ unit }) => ({ params: { id: unit } }),
  "POST /api/units": () => ({ body: { code: "NEW", name: "新团队", kind: "team", parent: "EAST", from: "2026-06-01" } }),
  "POST /api/units/:id/changes": ({ unit }) => ({
    params: { id: unit },
    body: { version: 1, name: "改名", kind: "team", parent: "EAST", from: "2026-06-01" },
  }),
  "GET /api/people": () => ({ query: { left: "yes" } }),
  "GET /api/people/:id": ({ person }) => ({ params: { id: person } }),
  "POST /api/people": () => ({ body: { code: "E902", name: "新人", ...post } }),
  "PATCH /api/people/:id": ({ person }) => ({ params: { id: person }, body: { version: 1, phone: "1" } }),
  "POST /api/people/:id/transfers": ({ person }) => ({ params: { id: person }, body: { version: 1, ...post } }),
  "POST /api/people/:id/leaving": ({ person }) => ({ params: { id: person }, body: { version: 1, on: "2026-06-30" } }),

  "GET /api/customers": () => ({}),
  "GET /api/deals": () => ({ query: { sort: "-amount" } }),
  "GET /api/deals.csv": () => ({}),
  "GET /api/deal-board": () => ({}),
  "GET /api/deals/:id": ({ deal }) => ({ params: { id: deal } }),
  "POST /api/deals": () => ({ body: { id: newDeal, name: "新商机", amount: "100" } }),
  "PATCH /api/deals/:id": ({ deal }) => ({ params: { id: deal }, body: { version: 1, nextStep: "送样品" } }),
  "POST /api/deals/:id/closing": ({ deal }) => ({
    params: { id: deal },
    body: { version: 1, outcome: "lost", closedOn: "2026-06-18", lostKind: "derailed", lostReasons: ["预算取消"] },
  }),
  "POST /api/deals/:id/reopening": ({ deal }) => ({ params: { id: deal }, body: { version: 1, stage: "方案" } }),
  "POST /api/deals/:id/activities": ({ deal }) => ({
    params: { id: deal },
    body: { id: randomUUIDv7(), kind: "call", outcome: "约好再谈" },
  }),
  "GET /api/receipts": () => ({}),
  "GET /api/orders": () => ({}),
  "GET /api/orders/:id": ({ order }) => ({ params: { id: order } }),
  "PATCH /api/orders/:id": ({ order }) => ({ params: { id: order }, body: { version: 1, status: "cancelled" } }),

  "GET /api/metrics": () => ({}),
  "GET /api/forecast": () => ({ query: { period: "2026-06" } }),
  ...forecast("/api/forecast"),
  ...forecast("/api/forecast/changes"),
  ...forecast("/api/forecast/accuracy"),
  ...forecast("/api/forecast/odds"),
  ...forecast("/api/forecast/series"),
  "POST /api/forecast-calls · seat": ({ position: nodeId }) => ({ body: { ...call(), nodeKind: "position", nodeId } }),
  "POST /api/forecast-calls · unit": ({ unit: nodeId }) => ({ body: { ...call(), nodeKind: "unit", nodeId } }),
  ...metric("/api/metric-overview"),
  ...metric("/api/metrics/:metric/explanation", { metric: "attainment" }),
  ...metric("/api/metrics/:metric/trend", { metric: "signed-amount" }),
  ...metric("/api/metrics/:metric/breakdown", { metric: "signed-amount" }),
  ...metric("/api/metrics/:metric/rows", { metric: "signed-amount" }),
  ...metric("/api/funnel"),
  "GET /api/customer-value · seat": ({ position: id }) => ({ query: { position: id } }),
  "GET /api/customer-value · unit": ({ unit }) => ({ query: { unit } }),
  "GET /api/customer-value/customers · seat": ({ position: id }) => ({ query: { position: id } }),
  "GET /api/customer-value/customers · unit": ({ unit }) => ({ query: { unit } }),
  ...metric("/api/funnel/deals", undefined, { part: "pending" }),
  "GET /api/metrics/:metric": () => ({ params: { metric: "win-rate-broad" } }),
  "GET /api/metric-measures": () => ({}),
  "POST /api/metric-previews": ({ unit }) => ({ body: { code: "x-won", written, period: "2026-05", unit } }),
  "PUT /api/metric-definitions/:code/draft": () => ({ params: { code: "x-won" }, body: { written, version: 1 } }),
  "DELETE /api/metric-definitions/:code/draft": () => ({ params: { code: "x-won" } }),
  "POST /api/metric-definitions/:code/publication": () => ({ params: { code: "x-won" }, body: { validFrom: "2026-01-01", version: 1 } }),
  "GET /api/metric-settings": () => ({}),
  "PUT /api/metric-settings": () => ({
    body: { collectionRate: "plan", graceDays: 5, csat: "mean", dayStarts: "09:00", dayEnds: "18:00", version: 0 },
  }),
  "GET /api/metric-overview": () => ({ query: may }),
  "GET /api/leaderboard": () => ({ query: { ...may, among: "company" } }),
  "GET /api/leaderboard · teams": () => ({ query: { ...may, by: "team", among: "company", metric: "attainment" } }),

  "GET /api/diagnosis · seat": ({ position: id }) => ({ query: { ...may, position: id } }),
  "GET /api/diagnosis · unit": ({ unit }) => ({ query: { ...may, unit } }),
  "GET /api/diagnosis/start": () => ({ query: may }),
  "GET /api/diagnosis/drill · seat": ({ position: id }) => ({ query: { ...may, by: "customer", position: id } }),
  "GET /api/diagnosis/drill · unit": ({ unit }) => ({ query: { ...may, by: "person", unit } }),
  "GET /api/diagnosis/process · seat": ({ position: id }) => ({ query: { ...may, position: id } }),
  "GET /api/diagnosis/process · unit": ({ unit }) => ({ query: { ...may, unit } }),
  "GET /api/diagnosis/rows · seat": ({ position: id }) => ({ query: { from: "2026-05-01", to: "2026-06-01", position: id } }),
  "GET /api/diagnosis/rows · unit": ({ unit }) => ({ query: { from: "2026-05-01", to: "2026-06-01", unit } }),
  ...evidenceSamples,
  "GET /api/improvement-plans": () => ({}),
  "POST /api/improvement-plans": ({ person, position: id }) => ({
    body: {
      ...planTerms(),
      id: randomUUIDv7(),
      question: "为什么",
      position: id,
      period: "2026-05",
      findings: [`child:${id}`],
      ownerPersonId: person,
      metric: "signed-amount",
      startOn: "2026-06-18",
    },
  }),
  "GET /api/improvement-plans/:id": ({ improvement }) => ({ params: { id: improvement } }),
  "PATCH /api/improvement-plans/:id": ({ improvement }) => ({ params: { id: improvement }, body: { ...planTerms(), version: 1 } }),
  "POST /api/improvement-plans/:id/signatures": ({ improvement }) => ({ params: { id: improvement }, body: { hash: "0".repeat(64) } }),
  "POST /api/improvement-plans/:id/closing": ({ improvement }) => ({ params: { id: improvement }, body: { note: "完" } }),
  "GET /api/dashboards": () => ({}),
  "POST /api/dashboards": () => ({ body: { id: newBoard, name: "盘", tiles: boardTiles } }),
  "GET /api/dashboards/:id · ready-made": () => ({ params: { id: "role-director" } }),
  "GET /api/dashboards/:id · own": ({ dashboard }) => ({ params: { id: dashboard } }),
  "PUT /api/dashboards/:id": ({ dashboard }) => ({ params: { id: dashboard }, body: { version: 1, name: "改", tiles: boardTiles } }),
  "DELETE /api/dashboards/:id": ({ dashboard }) => ({ params: { id: dashboard } }),
  "GET /api/dashboards/:id/versions": ({ dashboard }) => ({ params: { id: dashboard } }),
  "PUT /api/dashboards/:id/shares": ({ dashboard }) => ({ params: { id: dashboard }, body: { version: 1, shares: [] } }),
  "PUT /api/dashboard-default": () => ({ body: { board: "role-rep" } }),
  ...whose("GET", "/api/dashboards/:id/answers", { params: { id: "role-director" } }),
  ...whose("POST", "/api/dashboard-answers", { body: { tiles: boardTiles } }),
  ...whose("GET", "/api/dashboard-rows", { query: { metric: "signed-amount", from: "2026-05-01", to: "2026-06-01", class: "A" } }),
  ...whose("GET", "/api/dashboards/:id/file", { params: { id: "role-director" } }),

  ...targetSamples,

  "GET /api/scorecards": () => ({ query: may }),
  "GET /api/scorecards/:positionId": (ids) => ({ params: position(ids), query: may }),
  "POST /api/scorecard-publications": () => ({ body: may }),
  "GET /api/schemes": () => ({}),
  "POST /api/scheme-checks": () => ({ body: { text } }),
  "POST /api/schemes": () => ({ body: { text, validFrom: "2027-01-01" } }),

  "GET /api/statements": () => ({ query: may }),
  "GET /api/statements/export": () => ({ query: may }),
  "GET /api/statements/:positionId": (ids) => ({ params: position(ids), query: may }),
  "GET /api/statements/:positionId/lines": (ids) => ({ params: position(ids), query: may }),
  "GET /api/statements/:positionId/answers": (ids) => ({ params: position(ids), query: may }),
  "GET /api/statements/:positionId/pdf": (ids) => ({ params: position(ids), query: may }),
  "GET /api/statements/:positionId/xlsx": (ids) => ({ params: position(ids), query: may }),
  "GET /api/statements/:positionId/preview": (ids) => ({ params: position(ids), query: { ...may, dealId: ids.deal } }),
  "POST /api/calculation-runs": () => ({ body: may }),
  "GET /api/calculation-runs": () => ({}),
  "GET /api/plans": () => ({}),
  "POST /api/plan-checks": () => ({ body: { text } }),
  "POST /api/plan-trials": () => ({
    body: { ...may, text: "plan: 试\nperiod: month\ncomponents: [{name: 提成, each: transaction, of: 金额, rate: 5%}]\n" },
  }),
  "POST /api/plan-scenarios": () => ({
    body: { ...may, text: "plan: 试\nperiod: month\ncomponents: [{name: 提成, each: transaction, of: 金额, rate: 5%}]\n" },
  }),
  "POST /api/plans": () => ({ body: { text, validFrom: "2027-01-01" } }),
  "POST /api/plans/:id/publication": ({ planDraft }) => ({ params: { id: planDraft } }),
  "GET /api/plans/:id/review": ({ planDraft }) => ({ params: { id: planDraft }, query: may }),
  "DELETE /api/plans/:id": ({ planDraft }) => ({ params: { id: planDraft } }),
  "POST /api/plans/:id/signature": ({ planInForce }) => ({ params: { id: planInForce } }),
  "GET /api/plans/:id/pdf": ({ planInForce }) => ({ params: { id: planInForce } }),
  "GET /api/plan-assignments": () => ({}),
  "PUT /api/plan-titles": () => ({ body: { title: "销售代表", planName: "矩阵方案", from: "2026-07-01" } }),
  "PUT /api/plan-assignments": (ids) => ({ body: { planName: "矩阵方案", positionIds: [ids.position], from: "2026-07-01" } }),

  "GET /api/pay-periods": () => ({}),
  "GET /api/pay-periods/:key": () => ({ params: { key: "2026-05" } }),
  "GET /api/pay-periods/:key/replay": () => ({ params: { key: "2026-05" } }),
  "GET /api/pay-periods/:key/export": () => ({ params: { key: "2026-05" } }),
  "POST /api/pay-periods/:key/publication": () => ({ params: { key: "2026-05" }, body: { version: 9 } }),
  "POST /api/pay-periods/:key/withdrawal": () => ({ params: { key: "2026-05" }, body: { version: 9 } }),
  "POST /api/pay-periods/:key/approval": () => ({ params: { key: "2026-05" }, body: { version: 9, hash: "0" } }),
  "POST /api/pay-periods/:key/closing": () => ({ params: { key: "2026-05" }, body: { version: 9 } }),
  "POST /api/pay-periods/:key/reopening": () => ({ params: { key: "2026-05" }, body: { version: 9, reason: "补算" } }),
  "POST /api/pay-periods/:key/reopening-confirmation": () => ({ params: { key: "2026-05" }, body: { version: 9 } }),
  "GET /api/export-formats": () => ({}),
  "PUT /api/export-formats/:id": () => ({
    params: { id: "018f0000-0000-7000-8000-00000000e701" },
    body: { name: "金蝶凭证", version: 0, file: { kind: "csv", encoding: "gbk" }, layout },
  }),
  "DELETE /api/export-formats/:id": ({ exportFormat }) => ({ params: { id: exportFormat } }),
  "POST /api/pay-periods/:key/export-preview": () => ({ params: { key: "2026-05" }, body: { layout } }),
  "POST /api/pay-corrections": () => ({ body: {} }),
  "POST /api/pay-adjustments": (ids) => ({ body: { positionId: ids.position, period: "2026-05", amount: "100", reason: "补贴" } }),
  "POST /api/pay-adjustments/:id/decision": (ids) => ({ params: { id: ids.adjustment }, body: { approve: false } }),
  "GET /api/pay-notices": () => ({}),
  "GET /api/pay-disputes": () => ({}),
  "POST /api/pay-disputes": (ids) => ({ body: { positionId: ids.position, period: "2026-05", question: "少算了" } }),
  "POST /api/pay-disputes/:id/answer": (ids) => ({ params: { id: ids.dispute }, body: { outcome: "rejected", answer: "无误" } }),
  "POST /api/pay-disputes/:id/withdrawal": (ids) => ({ params: { id: ids.dispute }, body: {} }),

  "GET /api/notifications": () => ({}),
  "POST /api/notifications/reading": () => ({}),
  "GET /api/notification-settings": () => ({}),
  "PUT /api/notification-settings": () => ({
    body: { mail: "", quietFrom: null, quietTo: null, workingDaysOnly: false, version: 9 },
  }),
  "GET /api/alert-rules": () => ({}),
  "POST /api/alert-rules · seat": (ids) => ({ body: { ...wish, id: randomUUIDv7(), nodeKind: "position", nodeId: ids.position } }),
  "POST /api/alert-rules · unit": (ids) => ({ body: { ...wish, id: randomUUIDv7(), nodeKind: "unit", nodeId: ids.unit } }),
  "PATCH /api/alert-rules/:id": (ids) => ({ params: { id: ids.alertRule }, body: { isPaused: true, version: 9 } }),
  "DELETE /api/alert-rules/:id": (ids) => ({ params: { id: ids.alertRule } }),
  "GET /api/digests": () => ({}),
  "POST /api/digests": () => ({ body: { id: "018f0000-0000-7000-8000-00000000d191", cadence: "daily", atMinute: 510 } }),
  "DELETE /api/digests/:id": (ids) => ({ params: { id: ids.digest } }),
  "POST /api/digests/:id/preview": (ids) => ({ params: { id: ids.digest } }),
  "GET /api/webhooks": () => ({}),
  "POST /api/webhooks": () => ({ body: { id: "018f0000-0000-7000-8000-00000000a0b1", ...hook } }),
  "PATCH /api/webhooks/:id": ({ webhook }) => ({ params: { id: webhook }, body: { ...hook, isPaused: false, version: 1 } }),
  "DELETE /api/webhooks/:id": ({ webhook }) => ({ params: { id: webhook } }),
  "POST /api/webhooks/:id/trial": ({ webhook }) => ({ params: { id: webhook } }),
  "GET /api/webhooks/:id/deliveries": ({ webhook }) => ({ params: { id: webhook } }),
  "POST /api/webhooks/:id/deliveries/:deliveryId/resending": ({ webhook, told }) => ({ params: { id: webhook, deliveryId: told } }),
  "GET /api/robots": () => ({}),
  "POST /api/robots": (ids) => ({
    body: { id: randomUUIDv7(), name: "群", kind: "wecom", address: "https://qyapi.weixin.qq.com/x", unitId: ids.unit },
  }),
  "DELETE /api/robots/:id": (ids) => ({ params: { id: ids.robot } }),

  "GET /api/team": () => ({}),
  "GET /api/team/:positionId": (ids) => ({ params: position(ids) }),
  "POST /api/one-on-ones": (ids) => ({
    body: {
      id: randomUUIDv7(),
      positionId: ids.position,
      heldOn: "2026-06-15",
      notes: "谈",
      actions: [{ id: randomUUIDv7(), title: "做", dueOn: "2026-06-30" }],
    },
  }),
  "PATCH /api/one-on-ones/:id": ({ talk }) => ({ params: { id: talk }, body: { version: 1, notes: "改" } }),
  "PATCH /api/actions/:id": ({ action }) => ({ params: { id: action }, body: { version: 1, isDone: true } }),

  "GET /api/imports": () => ({}),
  "POST /api/imports · people": () => ({ query: { kind: "people", fileName: "a.csv" }, ...file }),
  "POST /api/imports · receipts": () => ({ query: { kind: "receipts", fileName: "a.csv" }, ...file }),
  "POST /api/imports · opportunities": () => ({ query: { kind: "opportunities", fileName: "a.csv" }, ...file }),
  ...imports("GET", "/api/imports/:id"),
  ...imports("POST", "/api/imports/:id/reading", { body: { encoding: "utf-8", delimiter: ",", sheet: 0, constants: {} } }),
  ...imports("POST", "/api/imports/:id/preview", { body: { reading, mode: "good-rows" } }),
  ...imports("GET", "/api/imports/:id/problems"),
  ...imports("POST", "/api/imports/:id/run"),
  ...imports("POST", "/api/imports/:id/cancellation"),
  ...imports("POST", "/api/imports/:id/undoing"),
  ...imports("GET", "/api/imports/:id/errors.csv"),
  "GET /api/import-templates/:kind": () => ({ params: { kind: "orders" } }),

  "GET /api/audit": () => ({ query: { limit: "200" } }),
  "GET /api/audit/actions": () => ({}),
  "POST /api/audit/verification": () => ({}),
  "GET /api/audit.csv": () => ({}),
};

/** The line's route in the contract, and the address of one sample of it. */
export const routeOf = (line: string): string => line.split(" · ")[0]!;
export function addressOf(line: string, { params = {}, query = {} }: Sample): { method: string; url: string } {
  const [method, path] = routeOf(line).split(" ") as [string, string];
  const filled = path.replace(/:(\w+)/g, (_, name: string) => params[name]!);
  const asked = new URLSearchParams(query).toString();
  return { method, url: asked === "" ? filled : `${filled}?${asked}` };
}
