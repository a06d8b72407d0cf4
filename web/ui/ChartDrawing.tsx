import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useFormat } from "../lib/use-format.ts";
import type { ChartProps, Series } from "./chart-shape.ts";
import { useTokens } from "./tokens.ts";
import type { Tokens } from "./tokens.ts";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Loaded only where a chart stands; draws as SVG, in the colours of the tokens. */
export default function ChartDrawing(props: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const tokens = useTokens();
  const format = useFormat();
  const chart = useRef<ECharts>(null);
  useEffect(() => {
    const drawn = init(box.current!, undefined, { renderer: "svg" });
    chart.current = drawn;
    // On paper the drawing is scaled to the place it has there; nobody draws it anew while the page is being printed.
    drawn.on("finished", () => fitToPaper(box.current));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionOf(props, tokens, format), true);
    chart.current?.off("click");
    chart.current?.on("click", (event) => props.onPick?.(event.dataIndex));
  });
  return <div ref={box} className="chart-box" role="img" aria-label={props.title} style={{ height: props.height ?? 260 }} />;
}

function fitToPaper(box: HTMLElement | null): void {
  const svg = box?.querySelector("svg");
  svg?.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
}

type Format = ReturnType<typeof useFormat>;

function optionOf(props: ChartProps, tokens: Tokens, format: Format) {
  const category = {
    type: "category",
    data: [...props.categories],
    inverse: props.horizontal,
    axisLabel: { color: tokens["text-2"], hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: tokens.line } },
  };
  const axisText = (value: number) => (props.unit === "rate" ? `${value}%` : format.axis(value));
  const value = {
    type: "value",
    axisLabel: { color: tokens["text-2"], formatter: axisText },
    splitLine: { lineStyle: { color: tokens.line } },
    splitNumber: 4,
  };
  return {
    animation: false,
    textStyle: { fontFamily: tokens.font },
    aria: { enabled: true, label: { description: props.title } },
    grid: {
      left: 8,
      right: 16,
      top: props.series.length > 1 ? 32 : 12,
      bottom: 8,
      outerBoundsMode: "same",
      outerBounds: { left: 4, right: 12, top: 8, bottom: 4 },
    },
    legend: {
      show: props.series.length > 1,
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 6,
      textStyle: { color: tokens["text-2"] },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: tokens.surface,
      borderColor: tokens.line,
      textStyle: { color: tokens.text, fontSize: 13 },
      valueFormatter: (v: unknown) => (typeof v !== "number" ? "—" : props.unit === "rate" ? `${v.toFixed(1)}%` : format.axis(v)),
    },
    xAxis: props.horizontal ? value : category,
    yAxis: props.horizontal ? category : value,
    series: props.series.map((one, i) => seriesOf(one, i, props, tokens)),
  };
}

const colourOf = (role: Series["role"], i: number, tokens: Tokens): string => {
  const others = [tokens["chart-3"], tokens["chart-4"], tokens["chart-5"], tokens["chart-2"]];
  const byRole = {
    actual: tokens["chart-1"],
    target: tokens["chart-target"],
    "last-year": tokens["chart-muted"],
    forecast: tokens["chart-2"],
  };
  return role === "other" ? others[i % others.length]! : byRole[role];
};

/** Floats are good enough to draw with; every shown exact number comes from the decimal text. */
const toNumber = (text: string | null, unit: ChartProps["unit"]) =>
  text === null ? null : unit === "rate" ? Number(text) / 10_000 : Number(text);

function seriesOf(one: Series, i: number, props: ChartProps, tokens: Tokens) {
  const color = colourOf(one.role, i, tokens);
  const hatch = { decal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4, color: tokens.surface } };
  const isOpen = (at: number) => one.role === "actual" && props.incompleteFrom !== undefined && at >= props.incompleteFrom;
  return {
    name: one.name,
    type: one.shape ?? "line",
    color,
    symbol: one.role === "target" ? "none" : "circle",
    symbolSize: 5,
    barMaxWidth: 28,
    lineStyle: { width: 2, type: one.role === "forecast" || one.role === "target" ? "dashed" : "solid" },
    itemStyle: { borderRadius: one.shape === "bar" ? 2 : 0 },
    data: one.values.map((text, at) => ({
      value: toNumber(text, props.unit) ?? "-",
      itemStyle: one.shape === "bar" && isOpen(at) ? hatch : {},
    })),
  };
}
