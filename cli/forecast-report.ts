import type { Forecast } from "#core/forecast/forecast.ts";
import type { Note, Refusal } from "#core/forecast/series.ts";

type Bounds = Readonly<Record<string, readonly (number | null)[]>>;
export type Told = Pick<Forecast, "method" | "model" | "mean" | "backtest" | "notes"> & {
  readonly id: string;
  readonly lower: Bounds;
  readonly upper: Bounds;
};
export type Answer = { readonly row: number; readonly id: string; readonly error: string } | Told;

/** 0.95 is 95. */
export const levelName = (level: number) => String(Number((level * 100).toFixed(6)));

/** A line for each step, and one for what must be said beside; with the heading where levels are given. */
export function table(answer: Answer, levels: readonly number[] | null): string {
  const names = levels?.flatMap((level) => [`lower${levelName(level)}`, `upper${levelName(level)}`]) ?? [];
  const head = levels ? [["id", "method", "step", "mean", ...names].join("\t")] : [];
  if ("error" in answer) return [...head, [answer.id, "—"].join("\t")].join("\n");
  const { id, model, mean, lower, upper, notes } = answer;
  const bounds = (k: number) => Object.keys(lower).flatMap((level) => [shown(lower[level]![k]!), shown(upper[level]![k]!)]);
  const steps = mean.map((value, k) => [id, model, k + 1, shown(value), ...bounds(k)].join("\t"));
  return [...head, ...steps, ...notes.map((note) => `# ${id}: ${noteWords(note).join(" / ")}`)].join("\n");
}

const shown = (value: number | null) => (value === null ? "—" : String(Number(value.toPrecision(8))));

/** In Chinese and English. */
export function noteWords(note: Note): [string, string] {
  switch (note.kind) {
    case "gaps-filled":
      return [`有 ${note.count} 个缺值，按前后连线补上`, `${note.count} gaps were filled on the line between their neighbours`];
    case "cycle-longer-than-series":
      return [`序列不到一个周期（${note.frequency} 个），看不出季节`, `less than one cycle of ${note.frequency}: no season can be seen`];
    case "constant":
      return ["数值没有变化", "the values do not vary"];
    case "too-short-for-band":
      return ["序列太短，给不出区间", "the series is too short for an interval"];
    case "too-short-for-backtest":
      return ["序列太短，没法回测", "the series is too short for a backtest"];
    case "not-better-than-seasonal-naive":
      return ["回测没有胜过“沿用上一周期”，请谨慎使用", "the backtest did not beat repeating the last cycle; use with care"];
  }
}

/** In Chinese and English, with what to do. */
export function reason(refusal: Refusal): [string, string] {
  switch (refusal.why) {
    case "empty":
      return ["没有数值", "there are no values"];
    case "too-short":
      return [
        `这个方法至少要 ${refusal.needs} 个数值，可改用 --method auto`,
        `this method needs ${refusal.needs} values; --method auto takes fewer`,
      ];
    case "mostly-gaps":
      return [`缺值太多：${refusal.of} 个里只有 ${refusal.known} 个`, `too many gaps: ${refusal.known} of ${refusal.of} values are there`];
    case "needs-cycle":
      return ["季节方法要用 --frequency 给出周期长度，例如月度 12", "a seasonal method needs --frequency, such as 12 for months"];
    case "needs-positive":
      return ["乘法模型只适用于全部大于零的数值，可改用 hw", "a multiplicative model needs values above zero; hw takes any"];
    case "too-large":
      return ["数值太大，超出可以计算的范围，请换一个单位", "the values are too large to compute with; use a larger unit"];
  }
}
