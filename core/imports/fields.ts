import { assert } from "../base/assert.ts";
import { processTables } from "./process-fields.ts";

export const importKinds = [
  "organisation",
  "people",
  "products",
  "customers",
  "deal-stages",
  "leads",
  "opportunities",
  "deal-history",
  "orders",
  "collection-plan",
  "receipts",
  "targets",
  "touches",
  "activities",
  "quotes",
  "costs",
  "surveys",
  "complaints",
  "referrals",
  "contracts",
  "write-offs",
  "product-tags",
] as const;
export type ImportKind = (typeof importKinds)[number];
export const languages = ["zh-CN", "zh-TW", "en"] as const;
export type Language = (typeof languages)[number];

/** What one must be allowed to write, besides importing at all. */
export const importResource = {
  organisation: "people", people: "people", products: "products", customers: "customers", opportunities: "deals", orders: "orders",
  "collection-plan": "orders", receipts: "receipts", targets: "targets",
  "deal-stages": "deals", "deal-history": "deals", leads: "deals", touches: "customers", activities: "deals", quotes: "deals", costs: "orders",
  surveys: "customers", complaints: "customers", referrals: "customers", contracts: "orders", "write-offs": "receipts", "product-tags": "products",
} as const satisfies Record<ImportKind, string>; // prettier-ignore

/** A canonical column and what people call it; the first name of a language is the one templates show. */
export type Field = {
  readonly name: string;
  readonly isRequired: boolean;
  readonly names: Readonly<Record<Language, readonly string[]>>;
  readonly example: string;
};

/** name (! when required) | 简体 | 繁體 | English | example */
const tables: Record<ImportKind, string> = {
  ...processTables,
  organisation: `
    code!        | 部门编码,部门编号,组织编码,机构编码 | 部門代碼,部門編號,組織代碼 | Unit code,Unit,Department code,Code | HD
    name!        | 部门名称,部门,组织名称,机构名称,名称 | 部門名稱,部門,組織名稱 | Unit name,Department,Name | 华东大区
    kind         | 部门类型,组织类型,类型,级别 | 部門類型,組織類型,類型 | Kind,Unit type,Type,Level | 大区
    parent       | 上级部门编码,上级编码,上级部门,父部门,上级 | 上層部門代碼,上層部門,上層 | Parent,Parent unit,Parent code | ZB
    from         | 生效日期,成立日期,启用日期 | 生效日期,成立日期 | From,Effective date,Valid from,Start date | 2026-01-01`,
  people: `
    code!        | 工号,员工编号,员工号,人员编码,编号 | 員工編號,工號,人員代碼 | Employee no,Employee number,Employee ID,Person code,Code | E001
    name!        | 姓名,员工姓名,名字 | 姓名,員工姓名 | Name,Full name,Employee name | 欧阳明
    title        | 岗位,岗位名称,职位,职务,职务名称 | 職位,職稱,職務 | Title,Job title,Position title | 销售代表
    unit!        | 部门编码,部门,所属部门,部门编号 | 部門代碼,部門,所屬部門 | Unit,Unit code,Department,Team | HD
    manager      | 直属上级工号,上级工号,主管工号,直属上级,上级,汇报对象 | 直屬主管編號,主管編號,直屬主管,主管 | Manager,Manager code,Reports to,Manager ID | E000
    role         | 角色,权限角色,系统角色 | 角色,權限角色 | Role,Access role | 销售代表
    from         | 生效日期,任职日期,调岗日期,到岗日期 | 生效日期,任職日期,調動日期 | From,Effective date,Valid from | 2026-01-01
    hired_on     | 入职日期,入职时间,入职 | 到職日期,到職日 | Hired on,Hire date,Date of joining | 2024-03-01
    left_on      | 离职日期,离职时间,离职 | 離職日期,離職日 | Left on,Leave date,Termination date |
    email        | 邮箱,电子邮箱,邮件,电子邮件 | 電子郵件,信箱 | Email,E-mail,Mail |
    phone        | 手机,手机号,电话,联系电话 | 手機,電話,聯絡電話 | Phone,Mobile,Telephone |
    position     | 岗位编码,岗位编号,职位编码 | 職位代碼,職位編號 | Position,Position code |
    selling      | 是否销售岗,是否销售,背业绩 | 是否業務職,是否業務 | Selling,Is selling,Carries target | 是`,
  products: `
    code!        | 产品编码,产品编号,商品编码,物料编码,SKU,编码 | 產品代碼,產品編號,商品編號,料號 | Product code,Product ID,SKU,Item code,Code | P001
    name!        | 产品名称,产品,商品名称,名称 | 產品名稱,產品,商品名稱 | Product name,Product,Name,Item | 智能网关 S1
    category     | 品类,产品类别,类别,分类,产品线 | 品類,產品類別,類別 | Category,Product category,Series,Family | 网关
    list_price   | 目录价,标准价,单价,价格,标价 | 定價,標準價,單價,價格 | List price,Price,Unit price,Sales price | 12800
    cost         | 成本,标准成本,单位成本 | 成本,標準成本,單位成本 | Cost,Standard cost,Unit cost | 7200
    launched_on  | 上市日期,发布日期,上线日期 | 上市日期,發布日期 | Launched on,Launch date,Release date | 2025-09-01
    key          | 是否重点产品,重点产品,战略产品 | 是否重點產品,重點產品 | Key product,Key,Strategic | 是`,
  customers: `
    code!        | 客户编码,客户编号,客户代码,客户ID,编码 | 客戶代碼,客戶編號,客戶ID | Customer code,Customer ID,Account ID,Code | C0001
    name!        | 客户名称,客户,公司名称,企业名称,名称 | 客戶名稱,客戶,公司名稱 | Customer name,Company name,Account name,Company,Name | 上海示例科技有限公司
    credit_code  | 统一社会信用代码,信用代码,税号,纳税人识别号 | 統一編號,統一社會信用代碼,稅籍編號 | Credit code,Unified social credit code,Tax ID,Registration number |
    class        | 客户等级,客户级别,等级,级别,客户分类 | 客戶等級,等級,客戶分級 | Class,Customer class,Tier,Grade | A
    industry     | 行业,所属行业,客户行业 | 產業,所屬產業,行業 | Industry,Sector | 制造
    region       | 地区,区域,省份,所在地区 | 地區,區域,縣市 | Region,Area,Country,Province | 上海
    owner        | 负责人工号,负责人,客户负责人,归属销售,客户经理 | 負責人編號,負責人,負責業務 | Owner,Owner code,Account manager,Sales rep | E001
    created_on   | 创建日期,建档日期,登记日期 | 建立日期,建檔日期 | Created on,Created date,Creation date | 2025-05-06
    estimated_spend | 年采购额估计,年采购额,客户年采购预算 | 年採購額估計,年採購額 | Estimated yearly spend,Yearly spend,Wallet | 500000`,
  opportunities: `
    code!        | 商机编号,商机编码,商机ID,编号 | 商機編號,商機代碼 | Deal code,Deal ID,Opportunity ID,Opportunity code,Opportunity,Code | D0001
    name         | 商机名称,项目名称,名称 | 商機名稱,專案名稱 | Deal name,Opportunity name,Name | 产线升级
    customer     | 客户编码,客户,客户编号,客户名称 | 客戶代碼,客戶,客戶編號,客戶名稱 | Customer,Customer code,Account,Company | C0001
    product      | 产品编码,产品,产品编号,产品名称 | 產品代碼,產品,產品編號,產品名稱 | Product,Product code | P001
    owner        | 负责人工号,负责人,销售工号,销售代表,归属销售 | 負責人編號,負責人,業務編號,業務人員 | Owner,Owner code,Sales agent,Sales rep,Salesperson | E001
    stage!       | 阶段,商机阶段,销售阶段 | 階段,商機階段 | Stage,Deal stage,Sales stage | 方案
    outcome      | 结果,赢单状态,商机结果,状态 | 結果,成交狀態,狀態 | Outcome,Result,Status | 赢单
    amount       | 金额,商机金额,预计金额,成交金额 | 金額,商機金額,預估金額 | Amount,Value,Deal value,Close value | 120000
    created_on   | 创建日期,立项日期,开始日期 | 建立日期,開始日期 | Created on,Created date,Engage date,Start date | 2026-01-12
    expected_on  | 预计成交日期,预计签单日期,预计关闭日期 | 預計成交日期,預計簽約日期 | Expected on,Expected close,Expected close date | 2026-04-30
    closed_on    | 关闭日期,成交日期,结束日期,实际成交日期 | 結案日期,成交日期 | Closed on,Close date,Closed date |
    changed_on   | 变更日期,更新日期,最后更新 | 變更日期,更新日期,最後更新 | Changed on,Updated on,Last updated,Last modified | 2026-02-03
    pipeline     | 销售流程,流程,管道 | 銷售流程,流程 | Pipeline,Sales process |
    source       | 来源,商机来源 | 來源,商機來源 | Source,Deal source,Lead source | 官网
    lead         | 线索编号,线索 | 線索編號,線索 | Lead,Lead code,Lead ID |
    category     | 预测类别,预测分类 | 預測類別,預測分類 | Category,Forecast category | 最好情况
    lost_kind    | 输单类型,丢单类型 | 輸單類型,失單類型 | Lost kind,Loss type |
    lost_reasons | 输单原因,丢单原因 | 輸單原因,失單原因 | Lost reasons,Lost reason,Loss reason |
    competitor   | 竞争对手,竞品 | 競爭對手,競品 | Competitor |
    next_step    | 下一步,下一步行动 | 下一步,下一步行動 | Next step,Next action | 送样品
    next_step_on | 下一步日期,计划日期 | 下一步日期,計畫日期 | Next step on,Next step date |
    split        | 业绩分摊,业绩归属 | 業績分攤,業績歸屬 | Split,Credit,Credit split | E001:60;E002:40
    overlay      | 协同业绩,支持人员 | 協同業績,支援人員 | Overlay,Overlay credit |`,
  orders: `
    order!       | 订单号,订单编号,合同号,合同编号,单号 | 訂單編號,訂單號,合約編號,單號 | Order,Order no,Order number,Order ID,Sales order,Sales order ID | SO2026001
    signed_on!   | 签订日期,签单日期,下单日期,订单日期,合同日期,日期 | 簽約日期,下單日期,訂單日期 | Signed on,Order date,Signed date,Date | 2026-03-05
    delivered_on | 交付日期,发货日期,验收日期,出库日期 | 交付日期,出貨日期,驗收日期 | Delivered on,Delivery date,Ship date,Shipped date | 2026-03-20
    customer     | 客户编码,客户,客户编号,客户代码 | 客戶代碼,客戶,客戶編號 | Customer,Customer code,Customer ID,Account | C0001
    status       | 状态,订单状态 | 狀態,訂單狀態 | Status,Order status | 有效
    currency     | 币种,货币 | 幣別,貨幣 | Currency | CNY
    line         | 行号,订单行,订单行号,项次 | 項次,明細序號,訂單項次 | Line,Line no,Line number,Order line | 1
    product      | 产品编码,产品,产品编号,商品编码 | 產品代碼,產品,產品編號 | Product,Product code,Product ID,SKU | P001
    quantity     | 数量,订购数量 | 數量,訂購數量 | Quantity,Qty,Order quantity | 10
    price        | 单价,成交单价,售价 | 單價,成交單價 | Price,Unit price | 12000
    discount     | 折扣,折扣率,优惠比例 | 折扣,折扣率 | Discount,Discount rate | 5%
    list_amount  | 目录价金额,标准金额,折前金额 | 定價金額,折扣前金額 | List amount,Gross amount | 128000
    amount       | 金额,净额,成交金额,订单金额,合同金额,不含税金额,行金额 | 金額,淨額,成交金額,訂單金額,未稅金額 | Amount,Net amount,Sub total,Line total,Sales | 120000
    cost         | 成本,成本金额 | 成本,成本金額 | Cost,Total cost,Cost amount | 72000
    tax          | 税额,税金 | 稅額,稅金 | Tax,Tax amount,Tax amt | 15600
    freight      | 运费,物流费 | 運費 | Freight,Shipping | 0
    credit       | 业绩归属,归属销售,销售工号,负责人工号,业绩分摊,业绩人 | 業績歸屬,業務編號,負責人編號,業績分攤 | Credit,Salesperson,Sales rep,Sales person ID,Employee ID,Owner | E001:60;E002:40
    territory    | 辖区,销售区域,区域 | 轄區,銷售區域,區域 | Territory,Territory ID,Region | 华东
    channel      | 渠道,销售渠道 | 通路,銷售通路 | Channel,Sales channel | 直销`,
  "collection-plan": `
    order!       | 订单号,订单编号,合同号,合同编号 | 訂單編號,訂單號,合約編號 | Order,Order no,Order number,Order ID | SO2026001
    line!        | 期次,回款期次,计划行号,行号,期数 | 期次,收款期次,項次 | Line,Instalment,Plan line | 1
    due_on!      | 应收日期,计划回款日期,到期日,应回款日期 | 應收日期,預定收款日期,到期日 | Due on,Due date | 2026-04-30
    amount!      | 应收金额,计划回款金额,金额 | 應收金額,預定收款金額,金額 | Amount,Amount due | 60000`,
  receipts: `
    code!        | 回款单号,收款单号,回款编号,流水号 | 收款單號,收款編號,流水號 | Receipt,Receipt no,Receipt code,Payment ID,Code | R2026001
    order!       | 订单号,订单编号,合同号,合同编号 | 訂單編號,訂單號,合約編號 | Order,Order no,Order number,Order ID | SO2026001
    received_on! | 回款日期,到账日期,收款日期,日期 | 收款日期,入帳日期 | Received on,Receipt date,Payment date,Date | 2026-05-06
    amount!      | 回款金额,到账金额,收款金额,金额 | 收款金額,入帳金額,金額 | Amount,Amount received,Payment amount | 60000
    plan_line    | 回款期次,对应期次,期次 | 收款期次,對應期次,期次 | Plan line,Instalment,Line | 1
    advance      | 是否预收,预收款,是否预付款 | 是否預收,預收款 | Advance,Is advance,Prepayment | 否`,
  targets: `
    metric       | 指标,指标编码,考核指标 | 指標,指標代碼 | Metric,Metric code,Measure | signed-amount
    node!        | 部门或工号,部门编码,工号,目标对象,归属对象,员工编号 | 部門或員工編號,部門代碼,員工編號,目標對象 | Node,Unit or person,Employee ID,Person,Owner | E001
    period!      | 期间,目标期间,月份,年份,季度,年月 | 期間,目標期間,月份,年度,季度 | Period,Month,Year,Quarter | 2026-03
    amount!      | 目标值,目标金额,目标,金额 | 目標值,目標金額,目標,金額 | Amount,Target,Quota,Target amount | 500000
    from         | 期间开始,开始日期,起始日期 | 期間開始,開始日期 | From,Period start,Start date |
    to           | 期间结束,结束日期 | 期間結束,結束日期 | To,Period end,End date |`,
};

function fieldOf(line: string): Field {
  const [name, zh, tw, en, example] = line.split("|").map((cell) => cell.trim());
  assert(name && zh && tw && en && example !== undefined, `an import field has five cells: ${line}`);
  const list = (text: string) => text.split(",");
  return {
    name: name.replace("!", ""),
    isRequired: name.endsWith("!"),
    names: { "zh-CN": list(zh), "zh-TW": list(tw), en: list(en) },
    example,
  };
}

/** The columns of each import kind, in the order templates show them. */
export const fields: Readonly<Record<ImportKind, readonly Field[]>> = Object.fromEntries(
  importKinds.map((kind) => [kind, tables[kind].trim().split("\n").map(fieldOf)]),
) as Record<ImportKind, Field[]>;
