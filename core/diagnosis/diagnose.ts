import type { Span } from "../base/date.ts";
import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";
import type { Explanation, Label, RowsBehind } from "../explain/explanation.ts";
import { newcombe } from "./bottleneck.ts";
import { explainChange, money, type Finding } from "./finding.ts";
import { shortfall, type CellGap } from "./shortfall.ts";
import { workFindings, deviateFor, type Work } from "./work.ts";
import type { Node } from "./node.ts";
import { salesByCustomer, salesByMix, type CustomerSales, type Segment } from "./tree.ts";

/** A node directly below (or the subject itself): what it should have by now, what it has, what it had a year ago. */
export type Child = Node & {
  readonly target: Amount | null;
  readonly actual: Amount;
  readonly due: Amount;
  readonly paid: Amount;
  readonly lines: number;
  /** Credited orders behind `actual`, in the days looked at. */
  readonly rows: number;
};
export type Cell = {
  readonly nodeId: string;
  readonly class: string;
  readonly category: string;
  readonly now: Amount;
  readonly before: Amount;
  readonly ordersNow: bigint;
  readonly ordersBefore: bigint;
  /** Credited orders of the days looked at. */
  readonly rowsNow: number;
};
/** Everything a diagnosis reads, gathered; targets are already cut to what is due by now. */
export type Facts = {
  readonly subject: Node;
  readonly period: string;
  readonly currency: string;
  readonly now: Span;
  readonly before: Span;
  readonly target: Amount | null;
  readonly actual: Amount;
  readonly rows: number;
  readonly children: readonly Child[];
  /** By the nodes below, and of the subject as a whole: a unit of last year may be gone today. */
  readonly cells: readonly Cell[];
  readonly own: readonly Cell[];
  readonly customers: readonly CustomerSales[];
  /** How the work is done over the year up to the days looked at; nothing where only money is looked at. */
  readonly work: readonly Work[];
  readonly year: Span;
};
export type Diagnosis = { readonly gap: Explanation; readonly trees: readonly Explanation[]; readonly findings: readonly Finding[] };

/** Fewer orders than this on either side and a comparison carries a caution. */
const fewOrders = 10;

/** Gap, driver trees and findings of one subject. Every part adds up to what stands above it. */
export function diagnose(facts: Facts): Diagnosis {
  const trees = [customerTree(facts), mixTree(facts)].filter((tree) => tree !== null);
  return {
    gap: gapOf(facts),
    trees: [...trees.map((tree) => tree.explanation), ...cellTree(facts)],
    findings: [
      ...childFindings(facts),
      ...cellFindings(facts),
      ...trees.flatMap((tree) => tree.findings),
      ...collectionFindings(facts),
      ...workFindings(facts),
    ],
  };
}

const pathOf = ({ kind, id }: Pick<Node, "kind" | "id">, period: string, more = ""): string =>
  `/diagnosis?${kind}=${id}&period=${period}${more}`;

function rowsOf(node: Pick<Node, "kind" | "id">, span: Span, count: number, more: Readonly<Record<string, string>> = {}): RowsBehind {
  return {
    source: "orders",
    count,
    query: { path: "/api/diagnosis/rows", from: span.from, to: span.to, [node.kind]: node.id, ...more },
  };
}

/** target due by now − actual, as the sum of those below, of targets not handed down and of amounts outside them. */
function gapOf({ subject, currency, target, actual, rows, children, now }: Facts): Explanation {
  const label: Label = { key: "diagnosis.gap" };
  if (target === null) return { of: "gap", label, value: { kind: "none", why: "missing" }, notes: [{ key: "diagnosis.note.no-target" }] };
  const given = children.filter((child) => child.target !== null && child.id !== subject.id);
  const parts = given.map((child) => childGap(child, currency, now));
  const handed = given.reduce((sum, child) => sum + child.target!, 0n);
  const brought = given.reduce((sum, child) => sum + child.actual, 0n);
  const rest: Explanation[] =
    given.length === 0
      ? []
      : [
          { of: "not-handed-down", label: { key: "diagnosis.part.not-handed-down" }, value: money(target - handed, currency), rule: { key: "diagnosis.rule.not-handed-down" } },
          { of: "elsewhere", label: { key: "diagnosis.part.elsewhere" }, value: money(brought - actual, currency), rule: { key: "diagnosis.rule.elsewhere" } },
        ]; // prettier-ignore
  return {
    of: "gap",
    label,
    value: money(target - actual, currency),
    rule: { key: "diagnosis.rule.gap" },
    combine: given.length === 0 ? "steps" : "sum",
    parts: given.length === 0 ? sides(target, actual, currency, rowsOf(subject, now, rows)) : [...parts, ...rest],
  };
}

const sides = (target: Amount, actual: Amount, currency: string, rows: RowsBehind): Explanation[] => [
  { of: "target", label: { key: "diagnosis.part.target" }, value: money(target, currency) },
  { of: "signed-amount", label: { key: "metrics.name.signed-amount" }, value: money(actual, currency), rows },
];

const childGap = (child: Child, currency: string, span: Span): Explanation => ({
  of: "gap",
  label: { key: "diagnosis.part.child", values: { name: child.name } },
  value: money(child.target! - child.actual, currency),
  rule: { key: "diagnosis.rule.gap" },
  combine: "steps",
  parts: sides(child.target!, child.actual, currency, rowsOf(child, span, child.rows)),
});

const share = (part: Amount, whole: Amount): Ppm => divide(part * PPM, whole, "half-even");

function childFindings({ subject, period, currency, children, target, actual, now }: Facts): Finding[] {
  const gap = target === null ? null : target - actual;
  const withGap = children.filter((child) => child.target !== null && child.target !== child.actual);
  return withGap.map((child): Finding => {
    const missing = child.target! - child.actual;
    const isBehind = missing > 0n;
    const isSelf = child.id === subject.id;
    const amount = isBehind ? missing : -missing;
    const isPart = isBehind && !isSelf && gap !== null && gap > 0n;
    return {
      key: `child:${child.id}`,
      kind: isBehind ? "child-behind" : "gained",
      tone: isBehind ? "problem" : "strength",
      title: {
        key: `diagnosis.finding.${isSelf ? "self" : "child"}-${isBehind ? "behind" : "ahead"}${isPart ? "-share" : ""}`,
        values: { name: child.name, amount: money(amount, currency).value, ...(isPart && { share: String(share(missing, gap)) }) },
      },
      amount,
      explanation: childGap(child, currency, now),
      next: isSelf
        ? { label: { key: "diagnosis.next.drill" }, path: pathOf(child, period, "&part=drill") }
        : { label: { key: "diagnosis.next.child", values: { name: child.name } }, path: pathOf(child, period) },
      caution: null,
    };
  });
}

const cellKey = (cell: Pick<Cell, "class" | "category">): string => JSON.stringify([cell.class, cell.category]);

/** The targets of those below, expected by last year's composition, against what they brought. */
function gapsByCell({ subject, target, actual, children, cells }: Facts) {
  const given = children.filter((child) => child.target !== null);
  const teams = given.length > 0 ? given : target === null ? [] : [{ ...subject, target, actual }];
  const found = shortfall(
    teams.map((team) => ({
      id: team.id,
      target: team.target!,
      cells: cells.filter((cell) => cell.nodeId === team.id).map((cell) => ({ key: cellKey(cell), actual: cell.now, base: cell.before })),
    })),
  );
  return { teams, found };
}

const cellLabel = (name: string, key: string): Label => {
  const [cls, category] = key === "" ? ["", ""] : (JSON.parse(key) as [string, string]);
  const kind = cls && category ? "both" : cls ? "class" : category ? "category" : "none";
  return { key: `diagnosis.cell.${kind}`, values: { name, class: cls, category } };
};

function explainCell(cell: CellGap, name: string, currency: string, rows: RowsBehind): Explanation {
  const part = (of: string, value: Amount, more: Partial<Explanation> = {}): Explanation => ({
    of,
    label: { key: `diagnosis.part.${of}` },
    value: money(value, currency),
    rule: { key: `diagnosis.rule.${of}` },
    ...more,
  });
  return {
    of: "cell-gap",
    label: cellLabel(name, cell.key),
    value: money(cell.performance + cell.mix, currency),
    rule: { key: "diagnosis.rule.cell-gap" },
    combine: "sum",
    parts: [part("performance", cell.performance), part("mix-shift", cell.mix)],
    notes: [
      {
        key: "diagnosis.note.cell",
        values: { expected: money(cell.expected, currency).value, actual: money(cell.actual, currency).value },
      },
    ],
    rows,
  };
}

function cellTree(facts: Facts): Explanation[] {
  const { teams, found } = gapsByCell(facts);
  if (teams.length === 0 || found.teams.every((team) => team.cells.length < 2)) return [];
  const parts = found.teams.map((team, i): Explanation => {
    const node = teams[i]!;
    return {
      of: "gap",
      label: { key: "diagnosis.part.child", values: { name: node.name } },
      value: money(team.gap, facts.currency),
      combine: "sum",
      parts: team.cells.map((cell) => explainCell(cell, node.name, facts.currency, cellRows(facts, node, cell.key))),
    };
  });
  return [
    {
      of: "shortfall",
      label: { key: "diagnosis.tree.shortfall" },
      value: money(found.gap, facts.currency),
      rule: { key: "diagnosis.rule.shortfall" },
      combine: "sum",
      parts,
    },
  ];
}

function cellRows({ now, cells }: Facts, node: Pick<Node, "kind" | "id">, key: string): RowsBehind {
  const counted = cells.filter((cell) => cell.nodeId === node.id && (key === "" || cellKey(cell) === key));
  const count = counted.reduce((sum, cell) => sum + cell.rowsNow, 0);
  const [cls, category] = key === "" ? [undefined, undefined] : (JSON.parse(key) as [string, string]);
  return rowsOf(node, now, count, { ...(cls !== undefined && { class: cls }), ...(category !== undefined && { category }) });
}

/** The two cells furthest below what was to be expected of them. */
function cellFindings(facts: Facts): Finding[] {
  const { teams, found } = gapsByCell(facts);
  const all = found.teams.flatMap((team, i) => team.cells.map((cell) => ({ cell, node: teams[i]! })));
  const missing = all
    .filter(({ cell }) => cell.key !== "" && cell.key !== cellKey({ class: "", category: "" }) && cell.performance + cell.mix > 0n)
    .toSorted((a, b) => (a.cell.performance + a.cell.mix < b.cell.performance + b.cell.mix ? 1 : -1));
  return missing.slice(0, 2).map(({ cell, node }): Finding => {
    const amount = cell.performance + cell.mix;
    const label = cellLabel(node.name, cell.key);
    const [cls] = JSON.parse(cell.key) as [string, string];
    const orders = facts.cells.find((one) => one.nodeId === node.id && cellKey(one) === cell.key);
    const isFew = !orders || Number(orders.ordersBefore / PPM) < fewOrders;
    return {
      key: `cell:${node.id}:${cell.key}`,
      kind: "cell-behind",
      tone: "problem",
      title: {
        key: label.key.replace("diagnosis.cell.", "diagnosis.finding.cell-"),
        values: { ...label.values, amount: money(amount, facts.currency).value },
      },
      amount,
      explanation: explainCell(cell, node.name, facts.currency, cellRows(facts, node, cell.key)),
      next: {
        label: { key: "diagnosis.next.cell" },
        path: pathOf(node, facts.period, `&part=drill&by=customer${cls ? `&class=${encodeURIComponent(cls)}` : ""}`),
      },
      caution: isFew ? { key: "diagnosis.caution.few-orders", values: { n: Number((orders?.ordersBefore ?? 0n) / PPM) } } : null,
    };
  });
}

type Tree = { readonly explanation: Explanation; readonly findings: readonly Finding[] };

function customerTree(facts: Facts): Tree | null {
  const { customers, currency, subject, period } = facts;
  if (customers.length === 0) return null;
  const found = salesByCustomer(customers);
  const explanation = explainChange("customers", found, currency, {
    counts: { new: found.counts.new, returned: found.counts.returned, lost: found.counts.lost },
    notes: [{ key: "diagnosis.note.same-days" }, ...flatButNew(facts, found.counts)],
  });
  const lost = -found.parts.find(({ name }) => name === "lost")!.part;
  const fresh = found.parts.find(({ name }) => name === "new")!.part;
  const next = { label: { key: "diagnosis.next.customers" }, path: pathOf(subject, period, "&part=drill&by=customer") };
  const few = (n: number): Label | null => (n < fewOrders ? { key: "diagnosis.caution.few-customers", values: { n } } : null);
  const findings: Finding[] = [
    {
      key: "customers:lost",
      kind: "lost-customers",
      tone: "problem",
      title: { key: "diagnosis.finding.lost-customers", values: { count: found.counts.lost, amount: money(lost, currency).value } },
      amount: lost,
      explanation,
      next,
      caution: few(found.counts.lost) ?? { key: "diagnosis.caution.not-yet-lost" },
    },
    {
      key: "customers:new",
      kind: "gained",
      tone: "strength",
      title: { key: "diagnosis.finding.new-customers", values: { count: found.counts.new, amount: money(fresh, currency).value } },
      amount: fresh,
      explanation,
      next,
      caution: few(found.counts.new),
    },
  ];
  return { explanation, findings: findings.filter((one) => one.amount! > 0n) };
}

/** D-04, the rule of thumb with its proof: sales within 5 % of last year although a tenth of the customers is new. */
function flatButNew({ customers }: Facts, counts: { readonly new: number; readonly retained: number; readonly lost: number }): Label[] {
  const [before, after] = [sum(customers.map((c) => c.before.amount)), sum(customers.map((c) => c.after.amount))];
  const isFlat = before > 0n && (after - before) * 20n <= before && (before - after) * 20n <= before;
  const active = counts.new + counts.retained;
  return isFlat && counts.new * 10 >= active
    ? [{ key: "diagnosis.rule-of-thumb.flat-but-new", values: { new: counts.new, lost: counts.lost } }]
    : [];
}

function mixTree(facts: Facts): Tree | null {
  const { own, currency, subject, period } = facts;
  const byCell = Map.groupBy(own, cellKey);
  const segments = [...byCell].map(([name, list]): Segment => ({
    name,
    before: { orders: sum(list.map((c) => c.ordersBefore)), amount: sum(list.map((c) => c.before)) },
    after: { orders: sum(list.map((c) => c.ordersNow)), amount: sum(list.map((c) => c.now)) },
  }));
  const found = salesByMix(segments);
  if (found === null) return null;
  const [n0, n1] = [sum(segments.map((s) => s.before.orders)), sum(segments.map((s) => s.after.orders))];
  const explanation = explainChange("orders", found, currency, { notes: [{ key: "diagnosis.note.same-days" }] });
  const few = n0 < BigInt(fewOrders) * PPM || n1 < BigInt(fewOrders) * PPM;
  const values = { before: String(n0 / PPM), after: String(n1 / PPM) };
  const kinds = { volume: "fewer-orders", mix: "mix", value: "smaller-orders" } as const;
  const findings = found.parts.map(({ name, part }): Finding => {
    const isLoss = part < 0n;
    const amount = isLoss ? -part : part;
    const kind = kinds[name as keyof typeof kinds];
    return {
      key: `orders:${name}`,
      kind: isLoss ? kind : "gained",
      tone: isLoss ? "problem" : "strength",
      title: { key: `diagnosis.finding.${kind}${isLoss ? "" : "-gain"}`, values: { ...values, amount: money(amount, currency).value } },
      amount,
      explanation,
      next: { label: { key: "diagnosis.next.drill" }, path: pathOf(subject, period, "&part=drill") },
      caution: few ? { key: "diagnosis.caution.few-orders", values: { n: Number((n0 < n1 ? n0 : n1) / PPM) } } : null,
    };
  });
  return { explanation, findings: findings.filter((one) => one.amount! > 0n) };
}

/** Each node below against all the others: what their rate would have brought in of what was due here. */
function collectionFindings({ children, currency, period, subject }: Facts): Finding[] {
  const others = (child: Child) => children.filter((one) => one.id !== child.id);
  return children.flatMap((child): Finding[] => {
    const [due, paid] = [sum(others(child).map((one) => one.due)), sum(others(child).map((one) => one.paid))];
    if (child.id === subject.id || child.due <= 0n || due <= 0n) return [];
    const missing = divide(paid * child.due, due, "half-even") - child.paid;
    const isBehind = missing > 0n;
    if (missing === 0n || (!isBehind && !isBetter(child, { due, paid }, children))) return [];
    const amount = isBehind ? missing : -missing;
    const rate = (part: Amount, whole: Amount) => String(divide(part * PPM, whole, "half-even"));
    const values = { name: child.name, amount: money(amount, currency).value, rate: rate(child.paid, child.due), others: rate(paid, due) };
    return [
      {
        key: `collection:${child.id}`,
        kind: isBehind ? "collection" : "gained",
        tone: isBehind ? "problem" : "strength",
        title: { key: `diagnosis.finding.collection${isBehind ? "" : "-better"}`, values },
        amount,
        explanation: explainCollection(child, { due, paid, missing }, currency),
        next: { label: { key: "diagnosis.next.collection" }, path: `/kpi?${child.kind}=${child.id}&period=${period}` },
        caution: child.lines < fewOrders ? { key: "diagnosis.caution.few-lines", values: { n: child.lines } } : null,
      },
    ];
  });
}

/** Praise needs evidence: with every plan line as one case, the rate must lie above the others' for all of those compared together. */
function isBetter(child: Child, others: { due: Amount; paid: Amount }, children: readonly Child[]): boolean {
  const lines = children.filter((one) => one.id !== child.id).reduce((total, one) => total + one.lines, 0);
  if (Math.min(child.lines, lines) < fewOrders) return false;
  const cases = (paid: Amount, due: Amount, n: number) => ({ passed: Math.min(1, Number(paid) / Number(due)) * n, entered: n });
  const tests = children.filter((one) => one.due > 0n).length;
  const apart = newcombe(cases(child.paid, child.due, child.lines), cases(others.paid, others.due, lines), deviateFor(tests));
  return apart !== null && apart.low > 0;
}

function explainCollection(child: Child, others: { due: Amount; paid: Amount; missing: Amount }, currency: string): Explanation {
  const part = (of: string, value: Amount): Explanation => ({ of, label: { key: `diagnosis.part.${of}` }, value: money(value, currency) });
  return {
    of: "collection",
    label: { key: "diagnosis.part.collection", values: { name: child.name } },
    value: money(others.missing, currency),
    rule: { key: "diagnosis.rule.collection" },
    combine: "steps",
    parts: [part("due", child.due), part("paid", child.paid), part("due-others", others.due), part("paid-others", others.paid)],
    notes: [{ key: "diagnosis.note.lines", values: { count: child.lines } }],
  };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
