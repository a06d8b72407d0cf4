import { useT } from "../../lib/i18n.ts";
import { Funnel, Gauge, HeatMap, RankBars, Scatter, Share, TileMap, Waterfall } from "../charts/index.ts";

const names = ["王海涛", "李思思", "欧阳文博", "单雨晴", "尉迟明哲"];
const mark = (name: string, value: string | null, goal?: string) => ({ key: name, name, value, ...(goal && { goal }) });
const part = (name: string, value: string, ppm: string) => ({ ...mark(name, value), ppm });
const pick = () => undefined;

/** Every kind of chart with marks that can be picked. */
export function ChartSamples() {
  const t = useT();
  const amount = t("gallery.signed");
  const common = { unit: "amount", valueName: amount, onPick: pick } as const;
  return (
    <div className="gallery-charts">
      <RankBars
        {...common}
        title={t("gallery.charts.rank")}
        marks={names.map((name, i) => mark(name, String(4_200_000 - i * 900_000), "3600000"))}
      />
      <Share
        {...common}
        title={t("gallery.charts.share")}
        parts={[part("直销", "6000000", "600000"), part("代理", "2500000", "250000"), part("转介绍", "1500000", "150000")]}
      />
      <Share
        {...common}
        title={t("gallery.charts.stack")}
        parts={["华东", "华南", "华北", "西南", "华中"].map((name, i) =>
          part(name, String([5, 2, 1, 1, 1][i]! * 1_000_000), String([5, 2, 1, 1, 1][i]! * 100_000)),
        )}
      />
      <Funnel
        title={t("gallery.charts.funnel")}
        unit="number"
        valueName={amount}
        onPick={pick}
        stages={["线索", "方案", "谈判", "赢单"].map((name, i) => ({
          key: name,
          name,
          value: String([120, 80, 36, 22][i]),
          fromPrevious: [null, "666667", "450000", "611111"][i]!,
        }))}
      />
      <HeatMap
        title={t("gallery.charts.heat")}
        unit="amount"
        columns={["W22", "W23", "W24", "W25"]}
        lines={["一", "二", "三", "四", "五"].map((name, i) => ({
          key: name,
          name,
          values: [3, 5, 9, 4, 1].map((n) => String((n * 7 + i * 3) * 40_000)).slice(0, 4),
        }))}
      />
      <Waterfall
        title={t("gallery.charts.waterfall")}
        unit="amount"
        onPick={pick}
        start={{ name: t("gallery.charts.last"), value: "8000000" }}
        steps={[mark("华东", "1500000"), mark("华南", "-400000"), mark("华北", "-200000")]}
        end={{ name: t("gallery.charts.now"), value: "8900000" }}
      />
      <Scatter
        title={t("gallery.charts.scatter")}
        x={{ name: t("gallery.charts.visits"), unit: "number" }}
        y={{ name: amount, unit: "amount" }}
        onPick={pick}
        points={names.map((name, i) => ({ key: name, name, x: String(12 + i * 9), y: String(900_000 + i * i * 220_000) }))}
      />
      <TileMap
        {...common}
        title={t("gallery.charts.map")}
        squares={[
          { id: "sh", name: "上海", short: "沪", column: 2, row: 1, key: "上海", value: "5200000" },
          { id: "js", name: "江苏", short: "苏", column: 2, row: 0, key: "江苏", value: "3100000" },
          { id: "zj", name: "浙江", short: "浙", column: 1, row: 1, key: "浙江", value: "900000" },
          { id: "ah", name: "安徽", short: "皖", column: 0, row: 0, key: "", value: null },
        ]}
        elsewhere={[mark("海外", "400000")]}
      />
      <Gauge label={t("gallery.charts.gauge")} ppm="640000" markPpm="780000" markName={t("gallery.charts.expected")} />
    </div>
  );
}
