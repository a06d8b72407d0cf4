import type { Problems } from "./shape.ts";

export const importProblems = {
  "file-empty": {
    status: 422,
    "zh-CN": ["文件是空的", "请确认第一行是列名、下面有数据，再重新上传。"],
    "zh-TW": ["檔案是空的", "請確認第一列是欄名、下方有資料，再重新上傳。"],
    en: ["The file is empty", "Put column names in the first row and data below, then upload it again."],
  },
  "file-not-a-sheet": {
    status: 422,
    "zh-CN": ["这不是表格文件", "请上传 CSV 或 XLSX；在 Excel 里选“另存为”即可得到。"],
    "zh-TW": ["這不是試算表檔案", "請上傳 CSV 或 XLSX；在 Excel 選「另存新檔」即可取得。"],
    en: ["This is not a spreadsheet", "Upload CSV or XLSX; Excel saves both with “Save as”."],
  },
  "file-old-excel": {
    status: 422,
    "zh-CN": ["这是旧版 Excel（.xls）或加密的文件", "请去掉密码，在 Excel 里另存为 .xlsx 后再上传。"],
    "zh-TW": ["這是舊版 Excel（.xls）或加密的檔案", "請移除密碼，在 Excel 另存為 .xlsx 後再上傳。"],
    en: ["This is an old Excel file (.xls) or one with a password", "Remove the password, save it as .xlsx and upload that."],
  },
  "file-encoding": {
    status: 422,
    "zh-CN": ["按 {encoding} 读不出文字", "请换一种编码再试；国内 Excel 存的 CSV 多为 GB18030。"],
    "zh-TW": ["以 {encoding} 無法讀出文字", "請換一種編碼再試；台灣的舊系統多為 Big5。"],
    en: ["The text cannot be read as {encoding}", "Choose another encoding; Chinese Excel often writes GB18030."],
  },
  "file-truncated": {
    status: 422,
    "zh-CN": ["文件不完整，末尾缺失", "请重新导出或下载一次完整的文件再上传。"],
    "zh-TW": ["檔案不完整，結尾缺失", "請重新匯出或下載一次完整的檔案再上傳。"],
    en: ["The file is cut off", "Export or download it again, whole, and upload that."],
  },
  "file-bomb": {
    status: 422,
    "zh-CN": ["文件解压后过大", "解压后不得超过 {limit} MB，请拆分后再上传。"],
    "zh-TW": ["檔案解壓縮後過大", "解壓縮後不得超過 {limit} MB，請拆分後再上傳。"],
    en: ["The file is too large when unpacked", "At most {limit} MB unpacked; split it and upload the parts."],
  },
  "file-nested": {
    status: 422,
    "zh-CN": ["文件里还套着压缩包或工作簿", "请去掉嵌入的附件，只保留表格后再上传。"],
    "zh-TW": ["檔案內還含有壓縮檔或活頁簿", "請移除嵌入的附件，只保留表格後再上傳。"],
    en: ["Another archive or workbook is packed inside the file", "Remove embedded files, keep the sheet only, and upload it again."],
  },
  "file-encrypted": {
    status: 422,
    "zh-CN": ["文件有密码", "请去掉密码后再上传。"],
    "zh-TW": ["檔案有密碼", "請移除密碼後再上傳。"],
    en: ["The file has a password", "Remove the password and upload it again."],
  },
  "file-too-many-rows": {
    status: 422,
    "zh-CN": ["行数超过上限", "一次最多 {limit} 行，请拆成几个文件依次导入。"],
    "zh-TW": ["列數超過上限", "一次最多 {limit} 列，請拆成數個檔案依序匯入。"],
    en: ["Too many rows", "At most {limit} rows at a time; split the file and import the parts one after the other."],
  },
  "file-too-many-columns": {
    status: 422,
    "zh-CN": ["列数超过上限", "最多 {limit} 列，请删去用不到的列。"],
    "zh-TW": ["欄數超過上限", "最多 {limit} 欄，請刪去用不到的欄。"],
    en: ["Too many columns", "At most {limit} columns; delete those you do not need."],
  },
  "file-too-many-cells": {
    status: 422,
    "zh-CN": ["数据量超过上限", "一次最多 {limit} 个单元格，请删去用不到的列或拆分文件。"],
    "zh-TW": ["資料量超過上限", "一次最多 {limit} 個儲存格，請刪去用不到的欄或拆分檔案。"],
    en: ["Too much data", "At most {limit} cells at a time; delete columns you do not need or split the file."],
  },
  "file-cell-too-long": {
    status: 422,
    "zh-CN": ["第 {row} 行有过长的单元格", "一个单元格最多 {limit} 个字；请检查引号是否成对。"],
    "zh-TW": ["第 {row} 列有過長的儲存格", "一個儲存格最多 {limit} 個字；請檢查引號是否成對。"],
    en: ["A cell in row {row} is too long", "A cell holds at most {limit} characters; check that quotes come in pairs."],
  },
  "file-too-heavy": {
    status: 422,
    "zh-CN": ["文件太重，没能读完", "已停止读取，没有写入任何数据。请拆分文件，或删去格式与空白行后再试。"],
    "zh-TW": ["檔案太大，無法讀完", "已停止讀取，未寫入任何資料。請拆分檔案，或刪去格式與空白列後再試。"],
    en: ["The file is too heavy to read", "Reading was stopped and nothing was written. Split the file, or remove formats and blank rows."],
  },
  "file-damaged": {
    status: 422,
    "zh-CN": ["文件已损坏", "请用 Excel 打开并另存一份，再上传新文件。"],
    "zh-TW": ["檔案已損毀", "請以 Excel 開啟並另存一份，再上傳新檔案。"],
    en: ["The file is damaged", "Open it in Excel, save a new copy and upload that."],
  },
  "file-no-such-sheet": {
    status: 422,
    "zh-CN": ["没有这张工作表", "请从列表中另选一张工作表。"],
    "zh-TW": ["沒有這張工作表", "請從清單中另選一張工作表。"],
    en: ["There is no such sheet", "Choose another sheet from the list."],
  },
  "import-columns-missing": {
    status: 422,
    "zh-CN": ["还有必填项没有对应的列：{fields}", "请为它们选择列，或填写一个固定值。"],
    "zh-TW": ["還有必填欄位未對應：{fields}", "請為它們選擇欄位，或填入固定值。"],
    en: ["Required fields have no column: {fields}", "Choose a column for each, or give a fixed value."],
  },
  "import-kind-refused": {
    status: 403,
    "zh-CN": ["您不能导入这类数据", "请由有相应权限的同事导入，或联系管理员授权。"],
    "zh-TW": ["您不能匯入這類資料", "請由有相應權限的同事匯入，或聯絡管理員授權。"],
    en: ["You may not import this kind of data", "Ask a colleague who may, or an administrator to grant it."],
  },
  "import-not-ready": {
    status: 409,
    "zh-CN": ["这次导入现在不能这样操作", "它的状态已经变化，请刷新后再看。"],
    "zh-TW": ["這次匯入目前不能這樣操作", "它的狀態已變更，請重新整理後再看。"],
    en: ["This import cannot do that now", "Its state has changed; reload and look again."],
  },
  "import-has-refused-rows": {
    status: 422,
    "zh-CN": ["有 {refused} 行不合格，整份文件都没有写入", "下载问题清单改好后重新导入，或选择“只导入合格的行”。"],
    "zh-TW": ["有 {refused} 列不合格，整份檔案皆未寫入", "下載問題清單修正後重新匯入，或選擇「只匯入合格的列」。"],
    en: [
      "{refused} rows were refused, so nothing of the file was written",
      "Correct the rows in the error file and import again, or choose to import good rows only.",
    ],
  },
  "import-undo-changed": {
    status: 409,
    "zh-CN": ["不能撤销：{count} 条记录之后又有改动（如 {key}）", "请先撤销后来的导入，或手工改回这些记录。"],
    "zh-TW": ["無法復原：{count} 筆資料之後又有變更（如 {key}）", "請先復原後來的匯入，或手動改回這些資料。"],
    en: [
      "Cannot undo: {count} records have changed since (such as {key})",
      "Undo the later import first, or change those records back by hand.",
    ],
  },
  "import-undo-depends": {
    status: 409,
    "zh-CN": ["不能撤销：其他数据已经用到这些记录（{table}）", "请先撤销后来导入的相关数据。"],
    "zh-TW": ["無法復原：其他資料已用到這些紀錄（{table}）", "請先復原後來匯入的相關資料。"],
    en: ["Cannot undo: other data depend on these records ({table})", "Undo the later imports of those data first."],
  },
  "import-interrupted": {
    status: 409,
    "zh-CN": ["导入中途中断，没有写入任何数据", "请重新开始这次导入。"],
    "zh-TW": ["匯入中途中斷，未寫入任何資料", "請重新開始這次匯入。"],
    en: ["The import was interrupted; nothing was written", "Start it again."],
  },
  "order-credit-refused": {
    status: 422,
    "zh-CN": ["业绩归属不成立", "各人比例须大于 0、合计 100%，且每个人在签订当天都有岗位。"],
    "zh-TW": ["業績歸屬不成立", "各人比例須大於 0、合計 100%，且每人在簽約當日皆有職位。"],
    en: [
      "The credit does not hold",
      "Shares must be above zero and add up to 100 %, and each person must hold a position on the day of signing.",
    ],
  },
  "order-lines-fix-amount": {
    status: 422,
    "zh-CN": ["订单有多行明细，金额由明细合计", "请改明细金额，或重新导入这张订单。"],
    "zh-TW": ["訂單有多列明細，金額由明細合計", "請修改明細金額，或重新匯入這張訂單。"],
    en: ["The order has several lines; its amount is their sum", "Change the lines, or import the order again."],
  },
} as const satisfies Problems;
