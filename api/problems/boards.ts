import type { Problems } from "./shape.ts";

export const boardProblems = {
  "tile-metric-unknown": {
    status: 422,
    "zh-CN": ["第 {tile} 块的指标“{metric}”不存在", "请换一个指标，或先在指标库里建立它。"],
    "zh-TW": ["第 {tile} 塊的指標「{metric}」不存在", "請換一個指標，或先在指標庫裡建立它。"],
    en: ["Tile {tile} asks for “{metric}”, which is no metric", "Choose another metric, or define it first."],
  },
  "tile-second-missing": {
    status: 422,
    "zh-CN": ["第 {tile} 块是散点图，还缺第二个指标", "请为另一条轴选一个指标。"],
    "zh-TW": ["第 {tile} 塊是散佈圖，還缺第二個指標", "請為另一條軸選一個指標。"],
    en: ["Tile {tile} is a scatter without a second metric", "Choose a metric for the other axis."],
  },
  "tile-split-missing": {
    status: 422,
    "zh-CN": ["第 {tile} 块还没说按什么拆分", "请选择按下级、个人、客户等级或其他维度拆分。"],
    "zh-TW": ["第 {tile} 塊還沒說按什麼拆分", "請選擇按下級、個人、客戶等級或其他維度拆分。"],
    en: ["Tile {tile} does not say by what it is cut", "Choose what is below, people, customer class or another property."],
  },
  "tile-does-not-add": {
    status: 422,
    "zh-CN": ["第 {tile} 块：“{metric}”是比率，各部分相加不等于整体", "占比图和瀑布图请用可以相加的指标；比率请用条形图。"],
    "zh-TW": ["第 {tile} 塊：「{metric}」是比率，各部分相加不等於整體", "占比圖和瀑布圖請用可以相加的指標；比率請用長條圖。"],
    en: [
      "Tile {tile}: “{metric}” is a ratio, its parts do not add up",
      "Shares and bridges need a metric that adds up; show a ratio as bars.",
    ],
  },
  "tile-does-not-cut": {
    status: 422,
    "zh-CN": ["第 {tile} 块：“{metric}”不能按这个维度拆分", "请改为按下级或个人拆分，或换一个按订单、回款计算的指标。"],
    "zh-TW": ["第 {tile} 塊：「{metric}」不能按這個維度拆分", "請改為按下級或個人拆分，或換一個按訂單、收款計算的指標。"],
    en: [
      "Tile {tile}: “{metric}” cannot be cut this way",
      "Cut it by what is below or by people, or choose a metric of orders or receipts.",
    ],
  },
  "tile-twice": {
    status: 422,
    "zh-CN": ["第 {tile} 块与前面的一块重复", "请删除其中一块再保存。"],
    "zh-TW": ["第 {tile} 塊與前面的一塊重複", "請刪除其中一塊再儲存。"],
    en: ["Tile {tile} repeats an earlier one", "Remove one of them and save again."],
  },
  "dashboards-too-many": {
    status: 422,
    "zh-CN": ["您已有 {most} 个仪表盘", "请先删除不再用的。"],
    "zh-TW": ["您已有 {most} 個儀表板", "請先刪除不再用的。"],
    en: ["You have {most} dashboards already", "Remove one you no longer use."],
  },
  "dashboard-share-beyond": {
    status: 422,
    "zh-CN": ["不能分享到您看不到的部门或角色", "请只选择您管辖的部门；分享给角色需要能看全公司。"],
    "zh-TW": ["不能分享到您看不到的部門或角色", "請只選擇您管轄的部門；分享給角色需要能看全公司。"],
    en: ["A board is not shared beyond your own reach", "Choose units you lead; sharing with a role needs sight of the whole company."],
  },
} as const satisfies Problems;
