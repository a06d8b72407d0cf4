import type { Day } from "../base/date.ts";
import type { ImportKind } from "./fields.ts";
import type { TextRow } from "./mapping.ts";
import { dealHistories } from "./deal-history.ts";
import { orderEntries } from "./orders.ts";
import { CATEGORIES, processRows } from "./process-rows.ts";
import { creditFrom, overlayFrom, type CreditShare, type CreditText } from "./credit.ts";
import type { RowProblem } from "./problems.ts";
import { RowReader } from "./reader.ts";
import type {
  CustomerRecord,
  DealRecord,
  Entry,
  PersonRecord,
  PlanLineRecord,
  ProductRecord,
  ReceiptRecord,
  Records,
  RoleWord,
  TargetRecord,
  UnitRecord,
} from "./records.ts";

export type Read<R> = { readonly entries: readonly Entry<R>[]; readonly problems: readonly RowProblem[] };

const UNIT_KINDS: Record<UnitRecord["kind"], readonly string[]> = {
  company: ["公司", "总部", "集团", "總公司", "总公司"],
  region: ["大区", "区域", "业务线", "事业部", "分公司", "大區", "區域", "事業部"],
  team: ["团队", "部门", "小组", "组", "團隊", "部門"],
};
const ROLES: Record<RoleWord, readonly string[]> = {
  rep: ["销售代表", "销售", "客户经理", "業務人員", "業務", "sales rep", "sales"],
  manager: ["一线主管", "主管", "经理", "销售经理", "第一線主管", "經理", "sales manager"],
  director: ["总监", "区域总监", "销售总监", "總監", "vp"],
  hr: ["人力", "销售运营", "hr", "人力资源", "人資", "sales ops", "sales-ops"],
  finance: ["财务", "財務"],
  executive: ["高管", "总经理", "管理层", "高階主管", "總經理", "ceo"],
  admin: ["管理员", "系统管理员", "管理員", "系統管理員", "administrator"],
};
const OUTCOMES: Record<DealRecord["outcome"], readonly string[]> = {
  open: ["进行中", "跟进中", "進行中", "in progress", "engaging", "prospecting"],
  won: ["赢单", "成交", "已赢", "贏單", "closed won"],
  lost: ["输单", "丢单", "已输", "輸單", "失單", "closed lost"],
};
const LOST_KINDS: Record<NonNullable<DealRecord["lostKind"]>, readonly string[]> = {
  competitor: ["输给竞品", "输给对手", "輸給對手", "竞争", "lost to competitor"],
  "no-decision": ["未决策", "无决策", "未決策", "客户未决定", "no decision"],
  derailed: ["中止", "项目中止", "專案中止", "取消", "cancelled"],
};
const SELLING: readonly RoleWord[] = ["rep", "manager", "director"];

function unit(r: RowReader): UnitRecord {
  return {
    code: r.required("code"),
    name: r.required("name"),
    kind: r.choice("kind", UNIT_KINDS, "team"),
    parent: r.optional("parent"),
    from: r.day("from", 3660) ?? "2000-01-01",
  };
}

function person(r: RowReader): PersonRecord {
  const code = r.required("code");
  const role = r.choice("role", ROLES, "rep");
  const hiredOn = r.day("hired_on");
  const leftOn = r.day("left_on");
  const from = r.day("from") ?? hiredOn;
  if (from === null && !r.isRefused) r.refuse(r.has("from") ? "from" : "hired_on", "required");
  if (leftOn !== null && from !== null && leftOn <= from) r.refuse("left_on", "leaves-before-hire", { from });
  return {
    code,
    role,
    hiredOn,
    leftOn,
    name: r.required("name"),
    title: r.text("title"),
    unit: r.required("unit"),
    manager: r.optional("manager"),
    from: from ?? "2000-01-01",
    email: r.optional("email"),
    phone: r.optional("phone"),
    position: r.optional("position"),
    isSelling: r.flag("selling", SELLING.includes(role)),
  };
}

function product(r: RowReader): ProductRecord {
  return {
    code: r.required("code"),
    name: r.required("name"),
    category: r.text("category"),
    listPrice: r.price("list_price"),
    cost: r.price("cost"),
    launchedOn: r.day("launched_on", 1830),
    isKey: r.flag("key", false),
  };
}

function customer(r: RowReader): CustomerRecord {
  return {
    code: r.required("code"),
    name: r.required("name"),
    creditCode: r.optional("credit_code"),
    class: r.text("class"),
    industry: r.text("industry"),
    region: r.text("region"),
    owner: r.optional("owner"),
    createdOn: r.day("created_on"),
    estimatedSpend: r.amount("estimated_spend"),
  };
}

/** Without a column of its own the outcome is read from the stage: 赢单, Won, 输单, Lost, everything else is open. */
function deal(r: RowReader): DealRecord {
  const stage = r.required("stage");
  const byStage = new RowReader({ no: 0, values: { outcome: stage } }, "2000-01-01").choice("outcome", OUTCOMES, "open");
  const createdOn = r.day("created_on");
  if (createdOn === null && !r.has("created_on")) r.warn("created_on", "deal-without-start");
  if (!r.has("customer")) r.warn("customer", "deal-without-customer");
  return {
    code: r.required("code"),
    name: r.text("name"),
    customer: r.optional("customer"),
    product: r.optional("product"),
    owner: r.optional("owner"),
    stage,
    outcome: r.choice("outcome", OUTCOMES, byStage),
    amount: r.amount("amount"),
    createdOn,
    expectedOn: r.day("expected_on", 7320),
    closedOn: r.day("closed_on"),
    changedOn: r.day("changed_on", 0),
    pipeline: r.optional("pipeline"),
    source: r.optional("source"),
    lead: r.optional("lead"),
    category: r.has("category") ? r.choice("category", CATEGORIES, "pipeline") : null,
    lostKind: r.has("lost_kind") ? r.choice("lost_kind", LOST_KINDS, "derailed") : null,
    lostReasons: wordsOf(r.text("lost_reasons")),
    competitor: r.optional("competitor"),
    nextStep: r.optional("next_step"),
    nextStepOn: r.day("next_step_on"),
    split: sharesOf(r, "split", creditFrom),
    overlay: sharesOf(r, "overlay", overlayFrom),
  };
}

/** Several reasons in one cell: "价格；交付周期". */
const wordsOf = (text: string): string[] => [...new Set(text.split(/[;；、|]/).map((word) => word.trim()))].filter((word) => word !== "");

function sharesOf(r: RowReader, field: string, read: (text: string) => CreditText): readonly CreditShare[] {
  const credit = read(r.text(field));
  if (credit.kind === "credit") return credit.shares;
  const { kind, ...values } = credit;
  r.refuse(field, kind, values);
  return [];
}

function planLine(r: RowReader): PlanLineRecord {
  return {
    order: r.required("order"),
    line: r.whole("line") ?? required(r, "line"),
    dueOn: r.requiredDay("due_on", 7320),
    amount: positive(r, "amount"),
  };
}

function receipt(r: RowReader): ReceiptRecord {
  const amount = r.requiredAmount("amount");
  return {
    code: r.required("code"),
    order: r.required("order"),
    receivedOn: r.requiredDay("received_on"),
    amount,
    planLine: r.whole("plan_line"),
    isAdvance: r.flag("advance", false),
  };
}

function target(r: RowReader): TargetRecord {
  const period = r
    .required("period")
    .normalize("NFKC")
    .replace(/^(\d{4})[年/.](\d{1,2})月?$/, (_, y: string, m: string) => `${y}-${m.padStart(2, "0")}`)
    .replace(/年$/, "");
  return {
    metric: r.text("metric") || "signed-amount",
    node: r.required("node"),
    period,
    amount: positive(r, "amount"),
    from: r.day("from", 3660),
    to: r.day("to", 3660),
  };
}

function required(r: RowReader, field: string): number {
  if (!r.has(field)) r.refuse(field, "required");
  return 0;
}

function positive(r: RowReader, field: string): bigint {
  if (!r.has(field)) r.refuse(field, "required");
  return r.price(field) ?? 0n;
}

/** One row, one record: how it is read and the business key under which the file may speak of it once. */
type Single<R> = { readonly read: (r: RowReader) => R; readonly key: (record: R) => string };
type SingleKind = Exclude<ImportKind, "orders" | "deal-history">;
const singles: { readonly [K in SingleKind]: Single<Records[K]> } = {
  ...processRows,
  organisation: { read: unit, key: (r) => `${r.code} ${r.from}` },
  people: { read: person, key: (r) => `${r.code} ${r.from}` },
  products: { read: product, key: (r) => r.code },
  customers: { read: customer, key: (r) => r.code },
  opportunities: { read: deal, key: (r) => r.code },
  "collection-plan": { read: planLine, key: (r) => `${r.order} ${r.line}` },
  receipts: { read: receipt, key: (r) => r.code },
  targets: { read: target, key: (r) => `${r.metric} ${r.node} ${r.period}` },
};

/** Reads the rows of a file into records; what cannot be read comes back as problems, row by row. */
export function entriesOf<K extends ImportKind>(kind: K, rows: readonly TextRow[], today: Day): Read<Records[K]> {
  if (kind === "orders") return orderEntries(rows, today) as unknown as Read<Records[K]>;
  if (kind === "deal-history") return dealHistories(rows, today) as unknown as Read<Records[K]>;
  return singleEntries(singles[kind as SingleKind] as unknown as Single<Records[K]>, rows, today);
}

function singleEntries<R>(single: Single<R>, rows: readonly TextRow[], today: Day): Read<R> {
  const entries = new Map<string, Entry<R>>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, today);
    const record = single.read(reader);
    const key = single.key(record);
    const first = entries.get(key);
    if (first && !reader.isRefused) reader.refuse("", "duplicate-in-file", { key, row: first.nos[0]! });
    if (!reader.isRefused) entries.set(key, { key, nos: [row.no], record });
    problems.push(...reader.problems);
  }
  return { entries: [...entries.values()], problems };
}
