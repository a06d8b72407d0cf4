import { addDays, addMonths, daysBetween, type Day } from "#core/base/date.ts";
import { divide, type Amount } from "#core/base/money.ts";
import type { PlanLine, Receipt } from "../collection.ts";
import { DEMO_TODAY, FACTS_FROM } from "../company.ts";
import type { Order } from "../orders.ts";
import type { Staff } from "../people.ts";
import { productsOf } from "../products.ts";
import type { Random } from "../random.ts";
import { moneyText, type Sheet } from "../sheet.ts";
import { afterWork, officeDayFrom, timeText } from "./clock.ts";
import type { DealStory } from "./deals.ts";
import { STEPS } from "./stages.ts";

/** A quote for each proposal: asked for a few days before, sent when the deal enters that step. */
export function quoteSheet(deals: readonly DealStory[], staff: Staff, rnd: Random): Sheet {
  const slow = { tech: 6, consumer: 4, finance: 8, midtech: 16 };
  const rows = deals.flatMap((deal) => {
    const proposal = deal.moves.find((move) => move.stage === STEPS[3]);
    if (!proposal || proposal.on < FACTS_FROM || !rnd.chance(0.85)) return [];
    const asked = officeDayFrom(proposal.on);
    const minute = rnd.int(9 * 60, 17 * 60);
    const sent = afterWork(asked, minute, slow[deal.customer.line] * rnd.skewed(0.5));
    const holds = staff.stints.some((s) => s.person === deal.owner && s.from <= sent.day && (s.to === null || sent.day < s.to));
    if (!holds || sent.day > DEMO_TODAY) return [];
    const list = divide(deal.amount * 1000n, BigInt(rnd.int(deal.customer.line === "midtech" ? 780 : 860, 1000)), "half-up");
    return [
      [
        deal.code,
        deal.owner.code,
        timeText(asked, minute),
        timeText(sent.day, sent.minute),
        moneyText(cents(list)),
        moneyText(deal.amount),
      ],
    ];
  });
  const sorted = rows.toSorted((a, b) => a[3]!.localeCompare(b[3]!) || a[0]!.localeCompare(b[0]!));
  return {
    header: ["报价单号", "商机编号", "员工工号", "申请时间", "发出时间", "目录价金额", "报价金额"],
    rows: sorted.map((row, i) => [`BJ${String(i + 1).padStart(5, "0")}`, ...row]),
  };
}

const cents = (amount: Amount): Amount => divide(amount, 100n, "half-up") * 100n;

/** Subscriptions of 云服务, year by year: most renew, some for more, some for less, some not. */
export function contractSheet(all: readonly Order[], rnd: Random): Sheet {
  const yearly = new Set(productsOf("tech").filter((p) => p.category === "云订阅").map((p) => p.code)); // prettier-ignore
  const first = new Map<string, Order>();
  for (const order of all)
    if (!order.isCancelled && !first.has(order.customer.code) && order.lines.some((line) => yearly.has(line.product.code)))
      first.set(order.customer.code, order);
  const rows = [...first.values()].flatMap((order, i) => {
    const bought = order.lines.filter((line) => yearly.has(line.product.code)).reduce((sum, line) => sum + line.amount, 0n);
    return terms(order.signedOn, bought, rnd).map((term) => [`HT${String(i + 1).padStart(4, "0")}`, order.customer.code, order.credits[0]!.person.code, term.from, term.to, moneyText(term.amount)]); // prettier-ignore
  });
  return { header: ["合同编号", "客户编码", "负责人工号", "生效日期", "到期日期", "年金额"], rows };
}

function terms(signedOn: Day, amount: Amount, rnd: Random): { from: Day; to: Day; amount: Amount }[] {
  const all = [{ from: signedOn, to: addMonths(signedOn, 12), amount }];
  for (;;) {
    const last = all.at(-1)!;
    if (last.to > DEMO_TODAY || rnd.chance(0.11)) return all;
    const change = rnd.weighted([100, 120, 85], (percent) => (percent === 100 ? 6 : percent === 120 ? 3 : 1));
    all.push({ from: last.to, to: addMonths(last.to, 12), amount: cents(divide(last.amount * BigInt(change), 100n, "half-up")) });
  }
}

/** Money that is a year late and will not come any more is written off, in part. */
export function writeOffSheet(plan: readonly PlanLine[], paid: readonly Receipt[], rnd: Random): Sheet {
  const received = new Map<string, Amount>();
  for (const receipt of paid) received.set(receipt.order.code, (received.get(receipt.order.code) ?? 0n) + receipt.amount);
  const due = Map.groupBy(plan, (line) => line.order);
  const rows = [...due].flatMap(([order, owed]) => {
    const open = owed.reduce((sum, line) => sum + line.amount, 0n) - (received.get(order.code) ?? 0n);
    const last = owed.at(-1)!.dueOn;
    if (open <= 0n || daysBetween(last, DEMO_TODAY) < 300 || !rnd.chance(0.4)) return [];
    return [[order.code, addDays(last, rnd.int(200, 290)), moneyText(cents(divide(open * BigInt(rnd.int(3, 10)), 10n, "half-up")))]];
  });
  return {
    header: ["核销单号", "订单号", "核销日期", "核销金额"],
    rows: rows.map((row, i) => [`HZ${String(i + 1).padStart(4, "0")}`, ...row]),
  };
}

/** The strategic products of the year bear a tag for that year, beside the lasting mark of a key product. */
export function tagSheet(): Sheet {
  return {
    header: ["产品编码", "标签", "开始日期", "结束日期"],
    rows: [
      ["CL05", "2026 战略产品", "2026-01-01", "2027-01-01"],
      ["FM03", "2026 战略产品", "2026-01-01", "2027-01-01"],
      ["FS05", "2026 战略产品", "2026-01-01", "2027-01-01"],
      ["MT03", "2026 战略产品", "2026-01-01", "2027-01-01"],
      ["FM08", "2025 礼盒季", "2025-07-01", "2025-10-15"],
    ],
  };
}
