import { englishTemplates } from "./templates.en.ts";

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
  whole: `plan: 门店销售，全额累进，按单封顶
period: month
components:
  - name: 提成
    accumulate: month
    of: 金额
    mode: whole              # 到了哪一档，当月全部金额都按那一档
    tiers:
      - { from: 0, rate: 1% }
      - { from: 100000, rate: 2% }
      - { from: 200000, rate: 3% }
    cap: { amount: 20000, excess: lost }
tests:
  - name: 差一分不到十万
    facts:
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 99999.99 }]
    expect: [{ 提成: 1000 }]
  - name: 正好十万，全部按百分之二
    facts:
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 100000 }]
    expect: [{ 提成: 2000 }]
`,
  bonus: `plan: 目标奖金 × 完成率曲线
period: quarter
measures:
  业绩: { sum: 金额 }
  达成: 业绩 / 配额
components:
  - name: 季度奖金
    of: 目标奖金
    by: 达成
    curve:
      - { at: 60%, factor: 0 }
      - { at: 100%, factor: 1 }
      - { at: 150%, factor: 2 }
    prorate: by-days        # 中途入职、离职、请假按天折算
settlement: { cap: 50000 }
tests:
  - name: 八成发一半
    facts:
      participants: [{ participant: 甲, 配额: 500000, 目标奖金: 10000 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 400000 }]
    expect: [{ 季度奖金: 5000 }]
  - name: 超额两成五，曲线往上
    facts:
      participants: [{ participant: 甲, 配额: 500000, 目标奖金: 10000 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 625000 }]
    expect: [{ 季度奖金: 15000 }]
`,
  team: `plan: 经理：个人提成加团队级差
period: month
components:
  - name: 个人提成
    each: transaction
    of: 金额
    rate: 3%
  - name: 团队提成
    each: transaction
    credit: below            # 下级的每一单
    of: 金额
    rate: 0.5%
settlement: { cap: 80000 }
tests:
  - name: 下级的单，经理拿千分之五
    facts:
      participants: [{ participant: 经理 }, { participant: 甲, 上级: 经理 }]
      transactions:
        - { 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 100000 }
        - { 编号: D2, 人员: 经理, 日期: 2026-01-11, 金额: 10000 }
    expect:
      - { participant: 甲, paid: 3000 }
      - { participant: 经理, 个人提成: 300, 团队提成: 500, paid: 800 }
`,
  pool: `plan: 团队奖金池，按得分分
period: quarter
measures:
  池: { sum: 金额, credit: all }
components:
  - name: 奖金
    pool: 池 * 1%
    key: 得分
settlement: { cap: 50000 }
tests:
  - name: 池按得分分完，一分不差
    facts:
      participants: [{ participant: 甲, 得分: 90 }, { participant: 乙, 得分: 60 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 1000000 }]
    expect: [{ participant: 甲, 奖金: 6000 }, { participant: 乙, 奖金: 4000 }]
`,
  contest: `plan: 季度竞赛，前三名
period: quarter
measures:
  新客签约: { sum: 金额, where: "客户类别 = '新客'" }
components:
  - name: 竞赛奖
    where: 新客签约 >= 100000元     # 够格才参赛
    prizes: [5000, 3000, 2000]
    by: 新客签约
    ties: share                    # 并列平分
settlement: { cap: 50000 }
tests:
  - name: 不够格的不参赛
    facts:
      participants: [{ participant: 甲 }, { participant: 乙 }]
      transactions:
        - { 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 150000, 客户类别: 新客 }
        - { 编号: D2, 人员: 乙, 日期: 2026-01-10, 金额: 90000, 客户类别: 新客 }
    expect: [{ participant: 甲, 竞赛奖: 5000 }, { participant: 乙, 竞赛奖: 0 }]
`,
  saas: `plan: 软件订阅：新签、续费、追回、新人预支
period: month
inputs:
  participant: { 新人: boolean }
components:
  - name: 提成
    each: transaction
    of: 金额
    rate:
      - { when: "类型 = '续费'", rate: 3% }
      - { rate: 10% }
    clawback:
      schedule:                    # 半年内退订全部追回，一年内追回一半
        - { from-months: 0, share: 100% }
        - { from-months: 6, share: 50% }
        - { from-months: 12, share: 0% }
    amortise: { months: 24, from: next-month }
settlement:
  draw: { amount: 5000, recoverable: yes, when: 新人 }
  cap: 100000
tests:
  - name: 新签百分之十，续费百分之三
    facts:
      participants: [{ participant: 甲, 新人: 否 }]
      transactions:
        - { 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 60000, 类型: 新签 }
        - { 编号: D2, 人员: 甲, 日期: 2026-01-11, 金额: 100000, 类型: 续费 }
    expect: [{ 提成: 9000, paid: 9000 }]
  - name: 三个月后退订，全部追回
    facts:
      participants: [{ participant: 甲, 新人: 否 }]
      transactions:
        - { 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 60000, 类型: 新签 }
        - { 编号: R1, 人员: 甲, 日期: 2026-04-12, 金额: -60000, 类型: 新签, 冲销编号: D1 }
    expect: [{ period: 2026-01, paid: 6000 }, { period: 2026-04, 提成: -6000, paid: 0 }]
  - name: 新人每月至少五千，以后从提成里扣回
    facts:
      participants: [{ participant: 甲, 新人: 是 }]
      transactions: [{ 编号: D1, 人员: 甲, 日期: 2026-01-10, 金额: 20000, 类型: 新签 }]
    expect: [{ 提成: 2000, paid: 5000 }]
`,
} as const;

export type TemplateName = keyof typeof templates;

/** Plans to begin with, in the reader's words. */
export const templatesIn = (isChinese: boolean): Readonly<Record<TemplateName, string>> => (isChinese ? templates : englishTemplates);
