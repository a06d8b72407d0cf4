/** What has been said and written around the targets of the demo year: texts only, the numbers come from the company itself. */
export const targetTalk = {
  vision: "三年内成为华东华中企业服务的首选伙伴：客户续得住，新客进得来，回款收得回。",
  themes: [
    { name: "稳住大客户", aim: "重点客户年度续约不掉队", metrics: [{ metric: "signed-amount", weight: 45 }] },
    { name: "开拓新客户", aim: "每个团队每季度进入一个新行业", metrics: [{ metric: "new-customers", weight: 25 }] },
    {
      name: "把钱收回来",
      aim: "到期应收按计划回款",
      metrics: [
        { metric: "collected-amount", weight: 20 },
        { metric: "collection-rate-plan", weight: 10 },
      ],
    },
  ],
  goals: [
    { metric: "signed-amount", year: 2028, amount: "550000000" },
    { metric: "new-customers", year: 2028, amount: "260" },
  ],
  conditions: "重大政策或客户变化时按目标变更流程调整；调岗、离职时按交接日分摊。",
  /** The rep's number of the fourth quarter: asked for less, answered in between, still open. */
  proposal: { reason: "两家老客户推迟到明年招标，已附客户邮件", evidence: "客户招标计划表（6 月 10 日）", percent: 80n },
  counter: { reason: "新签的三家可以补上一部分，先按九成", percent: 92n },
  remarks: [
    { kind: "question", by: "rep", text: "框架合同按签约日还是首单日计入？", on: "2026-06-11" },
    { kind: "comment", by: "manager", text: "按签约日计入签约额，首单回款后计入新客户。", on: "2026-06-13" },
  ],
  change: { reason: "七月起负责的两家客户划给新区，申请下调下半年目标", percent: 88n },
  actions: [
    { title: "约见三家续约客户的决策人", path: "深耕现有客户", dueOn: "2026-07-03" },
    { title: "在装备制造展上新增十条线索", path: "展会，开拓新行业", dueOn: "2026-07-20" },
  ],
} as const;
