import type { Day } from "../base/date.ts";
import { divide, MAJOR, PPM, type Amount } from "../base/money.ts";
import { shareOf } from "./cells.ts";
import { creditFrom, type CreditShare } from "./credit.ts";
import type { TextRow } from "./mapping.ts";
import { excerptOf, type RowProblem } from "./problems.ts";
import { RowReader } from "./reader.ts";
import type { Entry, LineRecord, OrderHead, OrderRecord } from "./records.ts";

const STATUSES: Record<OrderRecord["status"], readonly string[]> = {
  effective: ["有效", "生效", "已签", "已生效", "已簽", "已完成", "执行中", "執行中", "active", "shipped", "completed", "signed"],
  cancelled: ["作废", "取消", "已取消", "已作废", "作廢", "已作廢", "canceled", "void"],
};

type Group = { readonly code: string; readonly nos: number[]; readonly head: OrderHead; readonly lines: LineRecord[]; isRefused: boolean };

/**
 * One row per line with the header repeated, or, without a line column, one row per order. An order is whole or
 * refused: when one of its rows is refused, so are the others.
 */
export function orderEntries(rows: readonly TextRow[], today: Day): { entries: Entry<OrderRecord>[]; problems: RowProblem[] } {
  const groups = new Map<string, Group>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, today);
    addRow(groups, reader);
    problems.push(...reader.problems);
  }
  const refused = new Set(problems.filter((problem) => problem.severity === "refused").map((problem) => problem.no));
  for (const group of groups.values()) if (group.isRefused) problems.push(...partners(group, refused));
  const whole = [...groups.values()].filter((group) => !group.isRefused);
  return { entries: whole.map(entryOf), problems };
}

function addRow(groups: Map<string, Group>, r: RowReader): void {
  const head = headOf(r);
  const line = lineOf(r);
  const group = groups.get(head.code) ?? { code: head.code, nos: [], head, lines: [], isRefused: false };
  if (group.nos.length > 0) compare(r, group, head, line);
  group.nos.push(r.row.no);
  group.lines.push(line);
  group.isRefused ||= r.isRefused;
  if (head.code !== "") groups.set(head.code, group);
}

function compare(r: RowReader, group: Group, head: OrderHead, line: LineRecord): void {
  if (group.lines.some((other) => other.line === line.line))
    r.refuse(r.has("line") ? "line" : "order", "duplicate-in-file", { key: `${head.code} ${line.line}`, row: group.nos[0]! });
  const fields: readonly (readonly [keyof OrderHead, string])[] = [
    ["signedOn", "signed_on"],
    ["customer", "customer"],
    ["status", "status"],
  ];
  const differing = fields.find(([key]) => head[key] !== group.head[key]);
  if (differing) r.refuse(differing[1], "header-differs", { row: group.nos[0]! });
}

function headOf(r: RowReader): OrderHead {
  const signedOn = r.requiredDay("signed_on");
  const deliveredOn = r.day("delivered_on");
  if (deliveredOn !== null && deliveredOn < signedOn) r.warn("delivered_on", "delivered-before-signed");
  return {
    code: r.required("order"),
    signedOn,
    deliveredOn,
    customer: r.optional("customer"),
    status: r.choice("status", STATUSES, "effective"),
    currency: r.optional("currency"),
    tax: r.amount("tax") ?? 0n,
    freight: r.amount("freight") ?? 0n,
    credit: creditOf(r),
    territory: r.text("territory"),
    channel: r.text("channel"),
  };
}

function creditOf(r: RowReader): readonly CreditShare[] {
  const credit = creditFrom(r.text("credit"));
  if (credit.kind === "credit") return credit.shares;
  const { kind, ...values } = credit;
  r.refuse("credit", kind, values);
  return [];
}

function lineOf(r: RowReader): LineRecord {
  const quantity = r.amount("quantity") ?? MAJOR;
  return {
    line: r.whole("line") ?? 1,
    product: r.optional("product"),
    quantity,
    cost: r.amount("cost"),
    ...amountsOf(r, quantity),
  };
}

/** The line's net amount as given, else quantity × price × (1 − discount), half up to four decimals. */
function amountsOf(r: RowReader, quantity: Amount): { amount: Amount; listAmount: Amount | null } {
  const given = r.amount("amount");
  const price = r.price("price");
  const listAmount = r.amount("list_amount") ?? (price === null ? null : divide(price * quantity, MAJOR, "half-up"));
  if (given !== null || r.has("amount")) return { amount: warnNegative(r, given ?? 0n), listAmount };
  if (price === null) r.refuse("amount", "required");
  const amount = divide((price ?? 0n) * quantity * (PPM - discountOf(r)), MAJOR * PPM, "half-up");
  return { amount: warnNegative(r, amount), listAmount };
}

/** A reversal (红冲) is a real order; it is kept and shown. */
function warnNegative(r: RowReader, amount: Amount): Amount {
  if (amount < 0n) r.warn("amount", "negative-amount");
  return amount;
}

function discountOf(r: RowReader): bigint {
  if (!r.has("discount")) return 0n;
  const share = shareOf(r.text("discount"));
  if (share === null || share > PPM) r.refuse("discount", "not-a-share", { text: excerptOf(r.text("discount")) });
  return share ?? 0n;
}

function partners(group: Group, refused: ReadonlySet<number>): RowProblem[] {
  return group.nos
    .filter((no) => !refused.has(no))
    .map((no) => ({
      no,
      severity: "refused",
      field: "order",
      excerpt: excerptOf(group.code),
      code: "partner-row-refused",
      values: { key: group.code },
    }));
}

function entryOf({ code, nos, head, lines }: Group): Entry<OrderRecord> {
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
  return { key: code, nos, record: { ...head, amount, lines: [...lines].sort((a, b) => a.line - b.line) } };
}
