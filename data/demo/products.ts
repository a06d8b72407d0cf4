import { parseAmount, type Amount } from "#core/base/money.ts";
import type { Day } from "#core/base/date.ts";
import type { LineCode } from "./company.ts";
import { moneyText, yesNo, type Sheet } from "./sheet.ts";

export type Product = {
  readonly code: string;
  readonly line: LineCode;
  readonly name: string;
  readonly category: string;
  readonly listPrice: Amount;
  readonly cost: Amount;
  readonly launchedOn: Day;
  readonly isKey: boolean;
};

// line | code | name | category | list price | cost | launched on | key
const CATALOGUE = `
tech|CL01|衡云企业版年度订阅|云订阅|128000|21000|2022-03-01|
tech|CL02|数据中台实施服务|实施服务|260000|171000|2021-06-15|
tech|CL03|云迁移评估与割接|专业服务|86000|52000|2022-09-01|
tech|CL04|安全合规加固包|安全|58000|19500|2023-11-20|key
tech|CL05|智能客服助手（大模型）|云订阅|98000|30500|2025-03-18|key
tech|CL06|运维托管（季度）|专业服务|45000|28000|2020-05-01|
consumer|FM01|燕麦谷物饮 250ml×24|饮品|96|54|2021-04-01|
consumer|FM02|低糖酸奶 180g×12|乳品|68|41|2020-08-01|
consumer|FM03|气泡茶 白桃味 330ml×24|饮品|108|57|2025-04-10|key
consumer|FM04|坚果每日装 25g×30|休闲食品|129|76|2022-10-01|
consumer|FM05|植萃洗衣凝珠 52颗|家清|59.9|31|2023-05-20|
consumer|FM06|氨基酸洗发露 500ml|个护|49.9|22.5|2021-09-01|
consumer|FM07|儿童营养面 200g×10|休闲食品|75|43|2024-09-12|key
consumer|FM08|中秋礼盒（臻选）|礼盒|268|139|2024-07-15|
finance|FS01|企业财富顾问年费|顾问服务|48000|14000|2021-01-01|
finance|FS02|供应链金融平台服务费|平台服务|72000|26000|2022-07-01|key
finance|FS03|企业团体保险经纪|保险经纪|36000|11000|2020-03-01|
finance|FS04|普惠信贷撮合服务|撮合服务|15000|5200|2023-02-01|
finance|FS05|绿色票据咨询|顾问服务|28000|9000|2025-05-06|key
finance|FS06|风险评估报告|顾问服务|9800|3600|2021-11-11|
midtech|MT01|边缘采集网关 G3|硬件|12800|7900|2022-05-01|
midtech|MT02|产线MES许可（每产线）|软件许可|68000|12500|2021-08-01|
midtech|MT03|设备预测性维护套件|软件许可|45000|9800|2025-02-25|key
midtech|MT04|机器视觉质检工位|硬件|86000|53000|2023-09-01|key
midtech|MT05|现场实施（人天）|实施服务|2400|1500|2020-01-01|
midtech|MT06|年度维保|维保|18000|6800|2020-01-01|
`;

export const products: readonly Product[] = CATALOGUE.trim()
  .split("\n")
  .map((row) => {
    const [line, code, name, category, price, cost, launchedOn, key] = row.split("|") as [LineCode, ...string[]];
    const listPrice = parseAmount(price!)!;
    return {
      line,
      code: code!,
      name: name!,
      category: category!,
      listPrice,
      cost: parseAmount(cost!)!,
      launchedOn: launchedOn!,
      isKey: key === "key",
    };
  });

const byLine = Map.groupBy(products, (product) => product.line);

export const productsOf = (line: LineCode): readonly Product[] => byLine.get(line)!;

export function productSheet(): Sheet {
  return {
    header: ["产品编码", "产品名称", "产品类别", "标准价", "单位成本", "上市日期", "重点产品"],
    rows: products.map((p) => [p.code, p.name, p.category, moneyText(p.listPrice), moneyText(p.cost), p.launchedOn, yesNo(p.isKey)]),
  };
}
