/** Plans to begin with: usual Chinese ones, each with a test of its own. */
export const templates = {
  collection: `plan: 回款提成，季度累计，超配额加速
base: collected            # 每一笔回款算一笔业绩
period: month              # 每月发放
components:
  - name: 提成
    accumulate: quarter    # 季度内累计分档
    of: 金额
    tiers:                 # 超额累进，按配额的百分比分档
      - { from: 0%, rate: 1.2% }
      - { from: 60%, rate: 2% }
      - { from: 100%, rate: 3.5% }
      - { from: 130%, rate: 5% }
payout: 最小(提成 × 绩效系数, 120000元)
tests:
  - name: 刚好到第二档
    facts:
      participants: [{ participant: 甲, 配额: 1000000, 绩效系数: 1 }]
      transactions: [{ 编号: H1, 人员: 甲, 日期: 2026-01-10, 金额: 600000 }]
    expect: [{ 提成: 7200, earned: 7200 }]
`,
  signed: `plan: 签约提成，六成签约四成回款
period: month
components:
  - name: 提成
    each: transaction
    of: 金额
    rate:
      - { when: "客户类别 = 'A'", rate: 2.5% }
      - { rate: 2% }
    pay:
      - { share: 60%, on: booking }
      - { share: 40%, on: collection }
settlement:
  cap: 100000
tests:
  - name: 收到一半，四成里放一半
    facts:
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 100000, 客户类别: A }]
      receipts: [{ transaction: D1, date: 2026-01-20, amount: 50000 }]
    expect: [{ 提成: 2500, paid: 2000, held: 500 }]
`,
  margin: `plan: 毛利提成，保底加绩效系数
period: month
measures:
  毛利合计: { sum: 毛利 }
components:
  - name: 提成
    of: 毛利合计
    tiers:
      - { from: 0, rate: 5% }
      - { from: 200000, rate: 8% }
    times: 绩效系数
settlement:
  guarantee: 3000
  cap: 80000
tests:
  - name: 毛利过二十万的部分按 8%
    facts:
      participants: [{ participant: 甲, 绩效系数: 1.1 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 500000, 成本: 250000 }]
    expect: [{ 提成: 15400, paid: 15400 }]
  - name: 没有毛利也有保底
    facts:
      participants: [{ participant: 甲, 绩效系数: 1 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 1000, 成本: 1000 }]
    expect: [{ paid: 3000 }]
`,
} as const;
