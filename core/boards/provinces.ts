/** A province as one square in its rough place: column and row from the north-west. */
export type Province = {
  readonly code: string;
  readonly short: string;
  readonly name: string;
  readonly column: number;
  readonly row: number;
  /** The large region it is counted to. */
  readonly area: string;
};

/** GB/T 2260 code, one-letter name, usual name, place on the map, large region. */
const table = `
23 黑 黑龙江 7 0 东北|15 蒙 内蒙古 4 1 华北|11 京 北京 5 1 华北|21 辽 辽宁 6 1 东北|22 吉 吉林 7 1 东北
65 新 新疆 0 2 西北|63 青 青海 1 2 西北|62 甘 甘肃 2 2 西北|64 宁 宁夏 3 2 西北|14 晋 山西 4 2 华北|13 冀 河北 5 2 华北|12 津 天津 6 2 华北
54 藏 西藏 0 3 西南|51 川 四川 1 3 西南|50 渝 重庆 2 3 西南|61 陕 陕西 3 3 西北|41 豫 河南 4 3 华中|37 鲁 山东 5 3 华东|32 苏 江苏 6 3 华东
53 云 云南 1 4 西南|52 贵 贵州 2 4 西南|42 鄂 湖北 3 4 华中|34 皖 安徽 4 4 华东|33 浙 浙江 5 4 华东|31 沪 上海 6 4 华东
45 桂 广西 2 5 华南|43 湘 湖南 3 5 华中|36 赣 江西 4 5 华东|35 闽 福建 5 5 华东|71 台 台湾 6 5 华东
44 粤 广东 3 6 华南|46 琼 海南 2 7 华南|82 澳 澳门 3 7 华南|81 港 香港 4 7 华南`;

export const provinces: readonly Province[] = table
  .trim()
  .split(/[|\n]/)
  .map((entry) => {
    const [code, short, name, column, row, area] = entry.split(" ") as [string, string, string, string, string, string];
    return { code, short, name, column: Number(column), row: Number(row), area };
  });

const tails = /(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|地区|大区|区域|区)$/;
const traditional: Readonly<Record<string, string>> = {
  臺灣: "台湾",
  台灣: "台湾",
  廣東: "广东",
  廣西: "广西",
  華東: "华东",
  華北: "华北",
  華南: "华南",
  華中: "华中",
};

/** The provinces a region's text means: one by its name ("江苏", "江苏省", "苏"), those of a large region ("华东"), or none. */
export function provincesOf(region: string): readonly Province[] {
  const trimmed = region.trim();
  const plain = trimmed.length > 2 ? trimmed.replace(tails, "") : trimmed;
  const name = traditional[plain] ?? plain;
  const one = provinces.filter((province) => province.name === name || province.short === name || province.code === name);
  return one.length > 0 ? one : provinces.filter((province) => province.area === name);
}
