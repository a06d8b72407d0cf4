import { moneyText, type Sheet } from "../sheet.ts";
import type { DealStory, Share } from "./deals.ts";

const OUTCOMES = { open: "进行中", won: "赢单", lost: "输单" } as const;

export function dealSheet(all: readonly DealStory[]): Sheet {
  return {
    header: [
      "商机编号",
      "商机名称",
      "客户编码",
      "产品编码",
      "负责人工号",
      "阶段",
      "结果",
      "金额",
      "创建日期",
      "预计成交日期",
      "关闭日期",
      "更新日期",
      "来源",
      "预测类别",
      "输单类型",
      "输单原因",
      "竞争对手",
      "下一步",
      "下一步日期",
      "业绩分摊",
      "协同业绩",
    ],
    rows: all.map((deal) => [
      deal.code,
      `${deal.customer.name.replace(/(股份|集团)?有限公司$/, "")}-${deal.product.name}`,
      deal.customer.code,
      deal.product.code,
      deal.owner.code,
      deal.stage,
      OUTCOMES[deal.outcome],
      moneyText(deal.amount),
      deal.createdOn,
      deal.expectedOn,
      deal.closedOn ?? "",
      deal.moves.at(-1)!.on,
      deal.source,
      deal.category,
      deal.lostKind,
      deal.lostReasons.join(";"),
      deal.competitor,
      deal.nextStep,
      deal.nextStepOn ?? "",
      sharesText(deal.split),
      sharesText(deal.overlay),
    ]),
  };
}

const sharesText = (shares: readonly Share[]): string => shares.map(({ person, percent }) => `${person.code}:${percent}`).join(";");

/** Every entry into a stage and every change, in the order of the deals and days. */
export function dealHistorySheet(all: readonly DealStory[]): Sheet {
  return {
    header: ["商机编号", "发生日期", "进入阶段", "变更项", "变更前", "变更后"],
    rows: all.flatMap((deal) => [
      ...deal.moves.map((move) => [deal.code, move.on, move.stage, "", "", ""]),
      ...deal.changes.map((change) => [deal.code, change.on, "", change.field, change.before, change.after]),
    ]),
  };
}
