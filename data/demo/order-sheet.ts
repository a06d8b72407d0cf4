import type { Order } from "./orders.ts";
import { moneyText, type Sheet } from "./sheet.ts";

export function orderSheet(all: readonly Order[]): Sheet {
  return {
    header: [
      "订单号",
      "签单日期",
      "交付日期",
      "客户编码",
      "状态",
      "币种",
      "行号",
      "产品编码",
      "数量",
      "标准金额",
      "成交金额",
      "成本",
      "税额",
      "运费",
      "业绩归属",
      "辖区",
      "渠道",
    ],
    rows: all.flatMap(orderRows),
  };
}

/** One row per line, as order systems export them; tax and freight stand on the first line. */
function orderRows(order: Order): string[][] {
  const credit =
    order.credits.length === 1
      ? order.credits[0]!.person.code
      : order.credits.map(({ person, percent }) => `${person.code}:${percent}`).join(";");
  return order.lines.map((item, i) => [
    order.code,
    order.signedOn,
    order.deliveredOn ?? "",
    order.customer.code,
    order.isCancelled ? "已取消" : "有效",
    "CNY",
    String(i + 1),
    item.product.code,
    String(item.quantity),
    moneyText(item.list),
    moneyText(item.amount),
    moneyText(item.product.cost * BigInt(item.quantity)),
    i === 0 ? moneyText(order.tax) : "",
    i === 0 ? moneyText(order.freight) : "",
    credit,
    order.customer.region,
    order.channel,
  ]);
}
