type Profile = {
  readonly purpose: string;
  readonly duties: readonly { readonly text: string; readonly metrics: readonly string[] }[];
  readonly norms: string;
};

const selling: Profile = {
  purpose: "在负责的客户和区域里完成签约和回款，把客户的变化带回公司。",
  duties: [
    { text: "完成签约和回款目标，合同条款清楚，按期催收", metrics: ["signed-amount", "collected-amount", "collection-rate-plan"] },
    { text: "开发新客户，每月把新线索谈到方案", metrics: ["new-customers", "prospect-conversion"] },
    { text: "维护老客户，按约定拜访，及时处理投诉", metrics: ["repurchase-rate", "visits"] },
    { text: "如实更新商机的阶段、金额和预计日期", metrics: ["slippage", "push-count"] },
  ],
  norms: "拜访当天记下结果和下一步；报价低于价目表九折的，先报主管批准。",
};

/** Position profiles of the demo company: what a title is there for, and the metrics that show it. */
export const profiles: Readonly<Record<string, Profile>> = {
  销售代表: selling,
  区域销售经理: { ...selling, purpose: "负责一片区域的客户，完成签约和回款，把客户的变化带回公司。" },
  大客户经理: { ...selling, purpose: "经营少数大客户：签得下、收得回、年年续。" },
  销售经理: {
    purpose: "带好团队，让每个人都有办法完成目标。",
    duties: [
      { text: "把目标分到人、分到月，差距每周看一次", metrics: ["attainment", "pace-gap"] },
      { text: "每周和每个人一对一，商定的行动按期做完", metrics: ["action-completion", "coaching-coverage"] },
      { text: "盯住停滞的商机，帮下属过关", metrics: ["win-rate-broad", "stage-ageing"] },
      { text: "预测说得准，滑单说得出原因", metrics: ["wape", "forecast-bias"] },
    ],
    norms: "不替下属签单；评价下属先看事实。",
  },
};
