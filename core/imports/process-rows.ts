import { formatAmount } from "../base/money.ts";
import type { ChangedField } from "../deals/history.ts";
import { patternOf, type Ability, type StageKind } from "../deals/pipeline.ts";
import { shareOf } from "./cells.ts";
import type {
  ActivityKind,
  ActivityRecord,
  ChangeRow,
  ComplaintRecord,
  ContractRecord,
  CostClass,
  CostRecord,
  DealHistoryRecord,
  LeadRecord,
  ProcessRecords,
  QuoteRecord,
  ReferralRecord,
  StageRecord,
  SurveyKind,
  SurveyRecord,
  TagRecord,
  TouchRecord,
  WriteOffRecord,
} from "./process-records.ts";
import type { RowReader } from "./reader.ts";

type Words<T extends string> = Readonly<Record<T, readonly string[]>>;

const STAGE_KINDS: Words<StageKind> = {
  open: ["进行中", "進行中"],
  won: ["赢单", "贏單", "成交"],
  lost: ["输单", "輸單", "丢单"],
};
const ABILITIES: Words<Exclude<Ability, "">> = {
  market: ["市场开拓", "市場開拓", "开拓"],
  communication: ["沟通", "溝通"],
  closing: ["促成", "成交"],
};
const CHANGED: Words<ChangedField> = {
  expected_on: ["预计成交日期", "預計成交日期", "expected on", "expected close", "expected close date"],
  amount: ["金额", "金額", "value"],
  owner: ["负责人", "负责人工号", "負責人", "負責人編號"],
  category: ["预测类别", "預測類別", "forecast category"],
};
export const CATEGORIES: Words<"omitted" | "pipeline" | "best-case" | "commit"> = {
  omitted: ["不计入", "不計入", "omit"],
  pipeline: ["在手", "管道", "在手商机", "在手商機"],
  "best-case": ["最好情况", "最佳情况", "最佳情況", "最好情況", "best case", "upside"],
  commit: ["承诺", "承諾", "committed"],
};
const LEAD_STATES: Words<LeadRecord["state"]> = {
  new: ["新线索", "新線索", "未联系"],
  contacted: ["已联系", "已聯絡"],
  qualified: ["合格", "已确认", "合格線索"],
  converted: ["已转化", "已轉換", "转客户"],
  dropped: ["已放弃", "已放棄", "无效", "無效", "disqualified"],
};
const ACTIVITIES: Words<ActivityKind> = {
  visit: ["拜访", "拜訪", "上门拜访"],
  call: ["电话", "電話", "通话"],
  meeting: ["会议", "會議", "会谈"],
  proposal: ["方案", "提案", "方案提交"],
  promotion: ["推广", "推廣", "促销", "行銷活動"],
  "follow-up": ["跟进", "跟進", "回访", "follow up"],
};
const COSTS: Words<CostClass> = {
  advertising: ["广告", "廣告", "投放", "ads"],
  "sales-pay": ["销售薪酬", "業務薪酬", "薪酬", "提成", "sales pay", "payroll"],
  promotion: ["促销", "推广", "推廣", "展会"],
  research: ["调研", "研究", "市場調查", "市场调研"],
  tools: ["工具", "系统", "系統", "软件"],
  overhead: ["分摊", "管理分摊", "分攤", "其他"],
};
const SURVEYS: Words<SurveyKind> = {
  csat: ["客户满意度", "满意度", "客戶滿意度"],
  nps: ["净推荐值", "推荐意愿", "淨推薦值"],
  pulse: ["员工脉搏", "脉搏", "脈動調查", "员工调查"],
};
const TOP: Readonly<Record<SurveyKind, readonly [low: number, high: number]>> = { csat: [1, 5], nps: [0, 10], pulse: [0, 10] };

function stage(r: RowReader): StageRecord {
  const name = r.required("name");
  const known = patternOf(name);
  const probability = r.has("probability") ? shareOf(r.text("probability")) : null;
  if (r.has("probability") && (probability === null || probability > 1_000_000n))
    r.refuse("probability", "not-a-share", { text: r.text("probability") });
  return {
    name,
    pipeline: r.text("pipeline") || "default",
    place: r.whole("place") ?? missing(r, "place"),
    kind: r.choice("kind", STAGE_KINDS, known?.kind ?? "open"),
    probabilityPpm: probability === null ? (known?.probabilityPpm ?? null) : Number(probability),
    step: r.has("step") ? r.choice<Exclude<Ability, "">>("step", ABILITIES, "market") : (known?.step ?? ""),
  };
}

/** One row is an entry into a stage or a change of one field. */
export function historyRow(r: RowReader): DealHistoryRecord {
  const on = r.requiredDay("on");
  const deal = r.required("deal");
  if (!r.has("field")) return { deal, moves: [{ stage: r.required("stage"), on }], changes: [] };
  const field = r.choice("field", CHANGED, "amount");
  return { deal, moves: [], changes: [{ field, before: changed(r, field, "before"), after: changed(r, field, "after"), on }] };
}

function changed(r: RowReader, field: ChangeRow["field"], cell: "before" | "after"): string | null {
  if (!r.has(cell)) return null;
  if (field === "expected_on") return r.day(cell, 7320);
  if (field === "category") return r.choice(cell, CATEGORIES, "pipeline");
  return field === "amount" ? plain(r, cell) : r.text(cell);
}

/** An amount as it crosses the wire, four decimals: the same text for the same amount. */
function plain(r: RowReader, cell: string): string | null {
  const amount = r.amount(cell);
  return amount === null ? null : formatAmount(amount);
}

function lead(r: RowReader): LeadRecord {
  const contactedAt = r.time("contacted_at");
  return {
    code: r.required("code"),
    name: r.text("name"),
    customer: r.optional("customer"),
    channel: r.text("channel"),
    owner: r.optional("owner"),
    arrivedAt: r.requiredTime("arrived_at"),
    contactedAt,
    state: r.choice("state", LEAD_STATES, contactedAt === null ? "new" : "contacted"),
  };
}

const touch = (r: RowReader): TouchRecord => ({
  code: r.required("code"),
  customer: r.required("customer"),
  channel: r.required("channel"),
  touchedOn: r.requiredDay("touched_on"),
});

function activity(r: RowReader): ActivityRecord {
  if (!r.has("planned_on") && !r.has("done_on")) r.refuse("done_on", "required");
  if (!r.has("kind")) r.refuse("kind", "required");
  return {
    code: r.required("code"),
    kind: r.choice("kind", ACTIVITIES, "visit"),
    person: r.required("person"),
    customer: r.optional("customer"),
    deal: r.optional("deal"),
    product: r.optional("product"),
    plannedOn: r.day("planned_on"),
    doneOn: r.day("done_on", 0),
    minutes: r.whole("minutes"),
    contact: r.text("contact"),
    purpose: r.text("purpose"),
    outcome: r.text("outcome"),
    nextStep: r.text("next_step"),
    reached: r.whole("reached"),
  };
}

const quote = (r: RowReader): QuoteRecord => ({
  code: r.required("code"),
  deal: r.optional("deal"),
  person: r.required("person"),
  requestedAt: r.time("requested_at"),
  sentAt: r.time("sent_at"),
  listAmount: r.price("list_amount"),
  netAmount: r.requiredAmount("amount"),
});

function cost(r: RowReader): CostRecord {
  if (!r.has("class")) r.refuse("class", "required");
  return {
    code: r.required("code"),
    class: r.choice("class", COSTS, "overhead"),
    channel: r.text("channel"),
    unit: r.optional("unit"),
    incurredOn: r.requiredDay("on"),
    amount: r.requiredAmount("amount"),
    note: r.text("note"),
  };
}

/** A pulse answer carries no person and no customer, whatever the file says: it was promised to be nobody's. */
function survey(r: RowReader): SurveyRecord {
  if (!r.has("kind")) r.refuse("kind", "required");
  const kind = r.choice<SurveyKind>("kind", SURVEYS, "csat");
  const score = r.whole("score") ?? missing(r, "score");
  const [low, high] = TOP[kind];
  if (r.has("score") && (score < low || score > high)) r.refuse("score", "score-out-of-range", { low, high });
  return {
    kind,
    score,
    code: r.required("code"),
    customer: kind === "pulse" ? null : r.optional("customer"),
    person: kind === "pulse" ? null : r.optional("person"),
    unit: r.optional("unit"),
    answeredOn: r.requiredDay("on", 0),
    remark: r.text("remark"),
  };
}

const complaint = (r: RowReader): ComplaintRecord => ({
  code: r.required("code"),
  customer: r.optional("customer"),
  order: r.optional("order"),
  receivedOn: r.requiredDay("on", 0),
  isValid: r.flag("valid", true),
  cause: r.text("cause"),
});

const referral = (r: RowReader): ReferralRecord => ({
  code: r.required("code"),
  fromCustomer: r.required("from"),
  toCustomer: r.optional("to"),
  referredOn: r.requiredDay("on", 0),
});

function contract(r: RowReader): ContractRecord {
  const from = r.requiredDay("from", 3660);
  return {
    from,
    to: ending(r, from),
    code: r.required("code"),
    customer: r.required("customer"),
    person: r.optional("person"),
    yearlyAmount: r.has("yearly") ? (r.price("yearly") ?? 0n) : BigInt(missing(r, "yearly")),
  };
}

const writeOff = (r: RowReader): WriteOffRecord => ({
  code: r.required("code"),
  order: r.required("order"),
  writtenOn: r.requiredDay("on", 0),
  amount: r.requiredAmount("amount"),
});

function tag(r: RowReader): TagRecord {
  const from = r.requiredDay("from", 1830);
  return { from, to: ending(r, from), product: r.required("product"), tag: r.required("tag").toLowerCase() };
}

/** The end of a span: a day after its beginning, or none. */
function ending(r: RowReader, from: string): string | null {
  const to = r.day("to", 36_600);
  if (to !== null && to <= from) r.refuse("to", "ends-before-start", { from });
  return to;
}

function missing(r: RowReader, field: string): number {
  if (!r.has(field)) r.refuse(field, "required");
  return 0;
}

type Single<R> = { readonly read: (r: RowReader) => R; readonly key: (record: R) => string };
export const processRows: { readonly [K in Exclude<keyof ProcessRecords, "deal-history">]: Single<ProcessRecords[K]> } = {
  "deal-stages": { read: stage, key: (r) => `${r.pipeline} ${r.name}` },
  leads: { read: lead, key: (r) => r.code },
  touches: { read: touch, key: (r) => r.code },
  activities: { read: activity, key: (r) => r.code },
  quotes: { read: quote, key: (r) => r.code },
  costs: { read: cost, key: (r) => r.code },
  surveys: { read: survey, key: (r) => r.code },
  complaints: { read: complaint, key: (r) => r.code },
  referrals: { read: referral, key: (r) => r.code },
  contracts: { read: contract, key: (r) => `${r.code} ${r.from}` },
  "write-offs": { read: writeOff, key: (r) => r.code },
  "product-tags": { read: tag, key: (r) => `${r.product} ${r.tag} ${r.from}` },
};
