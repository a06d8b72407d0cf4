import type { Problems } from "./shape.ts";

export const compensationProblems = {
  "period-unknown": {
    status: 422,
    "zh-CN": ["没有这个期间：{period}", "请选择年、半年、季度、月或周，例如 2026-Q2、2026-06。"],
    "zh-TW": ["沒有這個期間：{period}", "請選擇年、半年、季、月或週，例如 2026-Q2、2026-06。"],
    en: ["There is no period {period}", "Choose a year, half, quarter, month or week, such as 2026-Q2 or 2026-06."],
  },
  "no-scheme": {
    status: 404,
    "zh-CN": ["这一期还没有考核方案", "请人力或销售运营发布考核方案后再看。"],
    "zh-TW": ["這一期還沒有考核辦法", "請人資或業務營運發布考核辦法後再看。"],
    en: ["No appraisal scheme is in force", "HR or sales operations can publish one."],
  },
  "no-plan": {
    status: 404,
    "zh-CN": ["这一期没有适用的激励方案", "请销售运营把方案分配到这个岗位，并由财务发布。"],
    "zh-TW": ["這一期沒有適用的獎酬方案", "請業務營運將方案指派到這個職位，並由財務發布。"],
    en: ["No incentive plan applies", "Sales operations assigns a plan to the position, finance publishes it."],
  },
  "period-not-over": {
    status: 409,
    "zh-CN": ["这一期还没有结束", "{to} 起可以公布考核结果。"],
    "zh-TW": ["這一期還沒有結束", "{to} 起可以公布考核結果。"],
    en: ["The period is not over", "Results can be published from {to}."],
  },
  "document-refused": {
    status: 422,
    "zh-CN": ["方案有 {count} 处需要修改", "第一处：{first}。改好后再保存，现有版本没有变动。"],
    "zh-TW": ["方案有 {count} 處需要修改", "第一處：{first}。改好後再儲存，現有版本沒有變動。"],
    en: ["The text has {count} problems", "First: {first}. Correct it and save again; the present version is unchanged."],
  },
  "preview-needs-amount": {
    status: 422,
    "zh-CN": ["请填写金额，或选一个有金额的商机", "填写金额后即可试算，不会写入任何数据。"],
    "zh-TW": ["請填寫金額，或選一個有金額的商機", "填寫金額後即可試算，不會寫入任何資料。"],
    en: ["Give an amount, or a deal that has one", "Nothing is written by a what-if."],
  },
  "plan-published": {
    status: 409,
    "zh-CN": ["这个版本已经发布", "已发布的版本不能再改；需要调整时请新建版本。"],
    "zh-TW": ["這個版本已經發布", "已發布的版本不能再改；需要調整時請新增版本。"],
    en: ["This version is published", "A published version never changes; write a new one."],
  },
  "plan-tests-failed": {
    status: 409,
    "zh-CN": ["方案里有 {count} 个用例没过", "第一个：{first}。请改方案或改用例，都过了才能发布。"],
    "zh-TW": ["方案裡有 {count} 個案例未通過", "第一個：{first}。請修改方案或案例，全部通過才能發布。"],
    en: ["{count} tests of the plan fail", "First: {first}. Correct the plan or the test; it can be published when all pass."],
  },
  "own-draft": {
    status: 403,
    "zh-CN": ["自己起草的方案不能自己发布", "请另一位有权限的同事复核后发布。"],
    "zh-TW": ["自己起草的方案不能自己發布", "請另一位有權限的同事覆核後發布。"],
    en: ["Whoever drafted a plan cannot publish it", "Ask a colleague with the right to check and publish it."],
  },
  "pay-period-runs": {
    status: 409,
    "zh-CN": ["这一期还没有结束", "{to} 起可以公布提成单；在这之前都是预估。"],
    "zh-TW": ["這一期還沒有結束", "{to} 起可以公布獎金單；在這之前都是預估。"],
    en: ["The period is not over", "Statements can be published from {to}; until then they are estimates."],
  },
  "pay-period-state": {
    status: 409,
    "zh-CN": [
      "这一期已经走到别的步骤，现在不能这样做",
      "请刷新页面看现在走到哪一步。已关账的期间要由两个人重新打开；之后的变动会作为前期调整进入未关账的期间。",
    ],
    "zh-TW": [
      "這一期已經走到別的步驟，現在不能這樣做",
      "請重新整理頁面看目前走到哪一步。已關帳的期間要由兩個人重新開啟；之後的變動會作為前期調整進入未關帳的期間。",
    ],
    en: [
      "The period stands elsewhere; this step is not possible now",
      "Reload to see where it stands. A closed period is opened again by two people; later changes become corrections in the open one.",
    ],
  },
  "pay-payload-changed": {
    status: 409,
    "zh-CN": ["您看到的和现在公布的不一样", "请刷新页面，核对新的金额后再审批。"],
    "zh-TW": ["您看到的和現在公布的不一樣", "請重新整理頁面，核對新的金額後再核准。"],
    en: ["What you have seen is not what is published now", "Reload, check the new amounts, then approve."],
  },
  "own-publication": {
    status: 403,
    "zh-CN": ["自己公布的提成单不能自己审批", "请另一位有权限的同事复核后审批。"],
    "zh-TW": ["自己公布的獎金單不能自己核准", "請另一位有權限的同事覆核後核准。"],
    en: ["Whoever published does not approve", "Ask a colleague with the right to check and approve."],
  },
  "own-statement": {
    status: 403,
    "zh-CN": ["不能处理自己的提成", "请另一位有权限的同事来做。"],
    "zh-TW": ["不能處理自己的獎金", "請另一位有權限的同事來做。"],
    en: ["Nobody acts on his own pay", "Ask a colleague with the right to do it."],
  },
  "own-request": {
    status: 403,
    "zh-CN": ["自己申请的重新打开不能自己确认", "请另一位有权限的同事确认。"],
    "zh-TW": ["自己申請的重新開啟不能自己確認", "請另一位有權限的同事確認。"],
    en: ["Whoever asked for the reopening cannot confirm it", "Ask a second person with the right."],
  },
  "own-adjustment": {
    status: 403,
    "zh-CN": ["自己提的调整不能自己审批", "请另一位有权限的同事复核。"],
    "zh-TW": ["自己提的調整不能自己核准", "請另一位有權限的同事覆核。"],
    en: ["Whoever proposed an adjustment does not approve it", "Ask a colleague with the right."],
  },
  "adjustment-decided": {
    status: 409,
    "zh-CN": ["这笔调整已经处理过", "请刷新页面查看结果；需要更改请另提一笔。"],
    "zh-TW": ["這筆調整已經處理過", "請重新整理頁面查看結果；需要更改請另提一筆。"],
    en: ["This adjustment is decided", "Reload to see the result; to change it, propose another one."],
  },
  "adjustment-zero": {
    status: 422,
    "zh-CN": ["调整金额不能是零", "请填写要加或要减的金额，减少用负数。"],
    "zh-TW": ["調整金額不能是零", "請填寫要加或要減的金額，減少用負數。"],
    en: ["An adjustment cannot be zero", "Give what is to be added, negative to take off."],
  },
  "adjustments-waiting": {
    status: 409,
    "zh-CN": ["还有 {count} 笔调整等待审批", "请先批准或拒绝，再进行这一步。"],
    "zh-TW": ["還有 {count} 筆調整等待核准", "請先核准或拒絕，再進行這一步。"],
    en: ["{count} adjustments wait for approval", "Approve or refuse them first."],
  },
  "disputes-open": {
    status: 409,
    "zh-CN": ["还有 {count} 条异议没有答复", "请先答复；同意的异议请撤回公布，调整后再公布。"],
    "zh-TW": ["還有 {count} 條異議沒有答覆", "請先答覆；同意的異議請撤回公布，調整後再公布。"],
    en: ["{count} disputes are open", "Answer them first; where one is right, withdraw the publication, adjust, and publish again."],
  },
  "not-published-yet": {
    status: 409,
    "zh-CN": ["这一期的提成单还没有公布", "公布以后可以在确认期内提出异议；之前有疑问请问主管或销售运营。"],
    "zh-TW": ["這一期的獎金單還沒有公布", "公布以後可以在確認期內提出異議；之前有疑問請問主管或業務營運。"],
    en: ["The statement is not published yet", "It can be disputed once it is published; until then ask your manager or sales operations."],
  },
  "dispute-too-late": {
    status: 409,
    "zh-CN": ["异议期已在 {until} 结束", "请直接联系销售运营或财务；确有差错会作为前期调整补发或扣回。"],
    "zh-TW": ["異議期已在 {until} 結束", "請直接聯絡業務營運或財務；確有差錯會作為前期調整補發或扣回。"],
    en: ["Disputes were possible until {until}", "Speak to sales operations or finance; a mistake is made good as a correction."],
  },
  "dispute-open-already": {
    status: 409,
    "zh-CN": ["这一处已经提过异议，正在处理", "请等待答复，或撤回后重新填写。"],
    "zh-TW": ["這一處已經提過異議，正在處理", "請等待答覆，或撤回後重新填寫。"],
    en: ["This has been questioned already", "Wait for the answer, or withdraw it and write anew."],
  },
  "dispute-answered": {
    status: 409,
    "zh-CN": ["这条异议已经处理过", "请刷新页面查看结果。"],
    "zh-TW": ["這條異議已經處理過", "請重新整理頁面查看結果。"],
    en: ["This dispute is closed", "Reload to see the result."],
  },
  "plan-already-accepted": {
    status: 409,
    "zh-CN": ["您已经签过这一版方案", "签署记录在方案页面可以看到；方案换了新版本会再请您签。"],
    "zh-TW": ["您已經簽過這一版方案", "簽署紀錄在方案頁面可以看到；方案換了新版本會再請您簽。"],
    en: ["You have accepted this version", "Your acceptance stands on the plan's page; a new version asks again."],
  },
  "plan-name-unknown": {
    status: 422,
    "zh-CN": ["没有已发布的方案“{name}”", "请先发布方案，再分配到岗位。"],
    "zh-TW": ["沒有已發布的方案「{name}」", "請先發布方案，再指派到職位。"],
    en: ["There is no published plan {name}", "Publish the plan first, then assign it."],
  },
} as const satisfies Problems;
