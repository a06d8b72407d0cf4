/** Facts of the sales process: what happened before, around and after an order. Same form as the tables of fields.ts. */
export const processTables = {
  "deal-stages": `
    name!        | 阶段,阶段名称,商机阶段 | 階段,階段名稱,商機階段 | Stage,Stage name,Name | 方案报价
    pipeline     | 销售流程,流程,管道 | 銷售流程,流程 | Pipeline,Sales process | default
    place!       | 顺序,序号,排序 | 順序,序號 | Place,Order,Position,No | 4
    kind         | 类型,阶段类型 | 類型,階段類型 | Kind,Type | 进行中
    probability  | 赢单概率,概率,赢率 | 贏單機率,機率 | Probability,Win probability | 40%
    step         | 体现能力,能力 | 展現能力,能力 | Ability,Step | 促成`,
  "deal-history": `
    deal!        | 商机编号,商机编码,商机ID,编号 | 商機編號,商機代碼 | Deal code,Deal ID,Opportunity ID,Opportunity,Deal | D0001
    on!          | 发生日期,进入日期,变更日期,日期 | 發生日期,進入日期,變更日期,日期 | On,Entered on,Changed on,Date | 2026-02-03
    stage        | 进入阶段,阶段,商机阶段 | 進入階段,階段,商機階段 | Stage,Entered stage,Deal stage | 方案报价
    field        | 变更项,变更字段,字段 | 變更項目,變更欄位,欄位 | Field,Changed field | 预计成交日期
    before       | 变更前,原值 | 變更前,原值 | Before,Old value,From | 2026-03-31
    after        | 变更后,新值 | 變更後,新值 | After,New value,To | 2026-04-30`,
  leads: `
    code!        | 线索编号,线索编码,线索ID,编号 | 線索編號,線索代碼,潛在客戶編號 | Lead code,Lead ID,Lead,Code | L0001
    name         | 线索名称,名称,公司名称 | 線索名稱,名稱,公司名稱 | Lead name,Name,Company | 上海示例科技有限公司
    customer     | 转化客户,客户编码,客户 | 轉換客戶,客戶代碼,客戶 | Customer,Customer code,Account | C0001
    channel      | 线索来源,来源渠道,渠道,来源 | 線索來源,來源管道,通路,來源 | Channel,Lead source,Source | 官网
    owner        | 负责人工号,负责人,跟进人 | 負責人編號,負責人,跟進人 | Owner,Owner code,Assigned to,Sales rep | E001
    arrived_at!  | 进入时间,创建时间,到达时间,创建日期 | 進入時間,建立時間,建立日期 | Arrived at,Created at,Created on,Date | 2026-03-05 09:30
    contacted_at | 首次联系时间,首次响应时间,首次联系 | 首次聯絡時間,首次回應時間 | Contacted at,First contact,First response at | 2026-03-05 10:15
    state        | 线索状态,状态 | 線索狀態,狀態 | State,Lead status,Status | 已转化`,
  touches: `
    code!        | 触点编号,编号 | 觸點編號,編號 | Touch code,Touch ID,Code | T0001
    customer!    | 客户编码,客户 | 客戶代碼,客戶 | Customer,Customer code,Account | C0001
    channel!     | 渠道,触点渠道,营销渠道 | 通路,觸點通路,行銷通路 | Channel,Marketing channel,Source | 展会
    touched_on!  | 触达日期,日期 | 觸及日期,日期 | Touched on,Date | 2026-02-20`,
  activities: `
    code!        | 活动编号,行动编号,编号 | 活動編號,行動編號 | Activity code,Activity ID,Code | A0001
    kind!        | 活动类型,类型,行动类型 | 活動類型,類型 | Kind,Type,Activity type | 拜访
    person!      | 员工工号,工号,执行人,负责人工号,负责人 | 員工編號,執行人,負責人 | Person,Employee ID,Owner,Sales rep | E001
    customer     | 客户编码,客户 | 客戶代碼,客戶 | Customer,Customer code,Account | C0001
    deal         | 商机编号,商机 | 商機編號,商機 | Deal,Deal code,Opportunity ID | D0001
    product      | 产品编码,产品 | 產品代碼,產品 | Product,Product code,SKU | P001
    planned_on   | 计划日期 | 計畫日期,預定日期 | Planned on,Due date,Planned date | 2026-03-04
    done_on      | 完成日期,实际日期,日期 | 完成日期,實際日期,日期 | Done on,Completed on,Date | 2026-03-05
    minutes      | 时长,时长分钟,分钟 | 時長,分鐘 | Minutes,Duration | 60
    contact      | 联系人,拜访对象 | 聯絡人,拜訪對象 | Contact,Met with | 王经理
    purpose      | 目的,拜访目的 | 目的,拜訪目的 | Purpose,Goal | 确认需求
    outcome      | 结果,拜访结果 | 結果,拜訪結果 | Outcome,Result | 同意试用
    next_step    | 下一步,后续行动 | 下一步,後續行動 | Next step,Follow-up | 周五前送方案
    reached      | 触达客户数,覆盖客户数 | 觸及客戶數 | Reached,Customers reached |`,
  quotes: `
    code!        | 报价单号,报价编号,编号 | 報價單號,報價編號 | Quote,Quote no,Quote code,Code | Q0001
    deal         | 商机编号,商机 | 商機編號,商機 | Deal,Deal code,Opportunity ID | D0001
    person!      | 员工工号,工号,报价人,负责人工号,负责人 | 員工編號,報價人,負責人 | Person,Employee ID,Owner,Sales rep | E001
    requested_at | 需求时间,申请时间,询价时间 | 需求時間,申請時間,詢價時間 | Requested at,Requested on | 2026-03-05 09:00
    sent_at      | 发出时间,报价时间,报价日期 | 發出時間,報價時間,報價日期 | Sent at,Sent on,Quote date | 2026-03-06 15:00
    list_amount  | 目录价金额,标准金额,折前金额 | 定價金額,折扣前金額 | List amount,Gross amount | 128000
    amount!      | 报价金额,金额 | 報價金額,金額 | Net amount,Amount,Quote amount | 120000`,
  costs: `
    code!        | 费用编号,编号,单据号 | 費用編號,單據編號 | Cost code,Cost ID,Code | F0001
    class!       | 费用类别,类别,科目 | 費用類別,類別,科目 | Class,Category,Cost class | 广告
    channel      | 渠道,投放渠道 | 通路,投放通路 | Channel,Marketing channel | 展会
    unit         | 部门编码,部门 | 部門代碼,部門 | Unit,Unit code,Department | HD
    on!          | 发生日期,费用日期,日期 | 發生日期,費用日期,日期 | Incurred on,Date | 2026-03-31
    amount!      | 金额,费用金额 | 金額,費用金額 | Amount,Cost | 50000
    note         | 备注,说明 | 備註,說明 | Note,Remark | 春季展位`,
  surveys: `
    code!        | 答卷编号,问卷编号,编号 | 答卷編號,問卷編號 | Answer code,Response ID,Code | V0001
    kind!        | 调查类型,类型 | 調查類型,類型 | Kind,Survey,Type | 客户满意度
    customer     | 客户编码,客户 | 客戶代碼,客戶 | Customer,Customer code,Account | C0001
    person       | 员工工号,工号,服务人员 | 員工編號,服務人員 | Person,Employee ID,Sales rep | E001
    unit         | 部门编码,部门 | 部門代碼,部門 | Unit,Unit code,Department |
    on!          | 回答日期,答复日期,日期 | 回答日期,日期 | Answered on,Date | 2026-04-02
    score!       | 分数,评分,得分 | 分數,評分 | Score,Rating | 5
    remark       | 意见,备注 | 意見,備註 | Remark,Comment | 交付及时`,
  complaints: `
    code!        | 投诉编号,编号 | 投訴編號,客訴編號 | Complaint code,Complaint ID,Code | TS0001
    customer     | 客户编码,客户 | 客戶代碼,客戶 | Customer,Customer code,Account | C0001
    order        | 订单号,订单编号 | 訂單編號,訂單號 | Order,Order no,Order ID | SO2026001
    on!          | 受理日期,投诉日期,日期 | 受理日期,投訴日期,日期 | Received on,Date | 2026-04-12
    valid        | 是否成立,有效投诉 | 是否成立,有效投訴 | Valid,Is valid | 是
    cause        | 原因,投诉原因 | 原因,投訴原因 | Cause,Reason | 交付延迟`,
  referrals: `
    code!        | 转介绍编号,编号 | 轉介紹編號,編號 | Referral code,Referral ID,Code | ZJ0001
    from!        | 介绍客户,介绍方,介绍客户编码 | 介紹客戶,介紹方 | Referred by,From customer,Referrer | C0001
    to           | 被介绍客户,被介绍方,被介绍客户编码 | 被介紹客戶,被介紹方 | Referred customer,To customer | C0002
    on!          | 介绍日期,日期 | 介紹日期,日期 | Referred on,Date | 2026-02-11`,
  contracts: `
    code!        | 合同编号,合同号 | 合約編號,合約號 | Contract code,Contract no,Contract ID,Code | HT0001
    customer!    | 客户编码,客户 | 客戶代碼,客戶 | Customer,Customer code,Account | C0001
    person       | 负责人工号,负责人,工号 | 負責人編號,負責人 | Owner,Person,Employee ID,Sales rep | E001
    from!        | 生效日期,开始日期,起始日期 | 生效日期,開始日期 | From,Valid from,Start date | 2026-01-01
    to           | 到期日期,结束日期,截止日期 | 到期日期,結束日期 | To,Valid to,End date | 2027-01-01
    yearly!      | 年金额,年度金额,年费 | 年金額,年度金額,年費 | Yearly amount,Annual value,ACV,ARR | 128000`,
  "write-offs": `
    code!        | 核销单号,坏账编号,编号 | 沖銷單號,呆帳編號 | Write-off code,Write-off ID,Code | HZ0001
    order!       | 订单号,订单编号 | 訂單編號,訂單號 | Order,Order no,Order ID | SO2026001
    on!          | 核销日期,日期 | 沖銷日期,日期 | Written off on,Written on,Date | 2026-05-31
    amount!      | 核销金额,金额 | 沖銷金額,金額 | Amount,Amount written off | 8000`,
  "product-tags": `
    product!     | 产品编码,产品 | 產品代碼,產品 | Product,Product code,SKU | P001
    tag!         | 标签,产品标签 | 標籤,產品標籤 | Tag,Label | key
    from!        | 开始日期,生效日期 | 開始日期,生效日期 | From,Valid from,Start date | 2026-01-01
    to           | 结束日期,截止日期 | 結束日期 | To,Valid to,End date |`,
};
