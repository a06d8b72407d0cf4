import { describe, expect, it } from "vitest";
import { type Asked, forecast } from "#core/forecast/forecast.ts";
import type { Method } from "#core/forecast/methods.ts";
import { isAbsent, records } from "./support.ts";

/** Our names for what `forecast` 8.20 for R did; auto.arima is theirs alone. */
const named: Readonly<Record<string, Method>> = {
  naive: "naive",
  snaive: "snaive",
  meanf: "mean",
  rwf_drift: "drift",
  "ses initial=optimal": "ses",
  "ses initial=simple": "ses-simple",
  "holt initial=optimal": "holt",
  "holt damped initial=optimal": "damped",
  "hw additive initial=optimal": "hw",
  "hw multiplicative initial=optimal": "hw-multiplicative",
  thetaf: "theta",
};
const exact = ["naive", "snaive", "mean", "drift"];
/** Their multiplicative Holt–Winters means are those of the distribution, ours the point forecasts: apart by a quarter of a percent. */
const tolerance = (method: Method) => (exact.includes(method) ? 1e-6 : method === "hw-multiplicative" ? 0.0025 : 0.001);
const numbers = (text: string) => text.split(" ").map(Number);

describe.skipIf(isAbsent("forecast-reference"))("forecasts are those of forecast 8.20 for R", () => {
  const all = new Map(records("forecast-reference/series.csv").map((row) => [row.series!, row]));
  const learned = { AirPassengers: 120, USAccDeaths: 60, WWWusage: 90, "AdventureWorks-total-monthly": 31 };
  const rows = records("forecast-reference/reference-forecasts.csv").flatMap((row) => {
    const method = named[`${row.method} ${row.spec}`.trim()];
    const [name, count] = Object.entries(learned).find(([each]) => row.series!.startsWith(each))!;
    return method ? [{ name, count, method, row }] : [];
  });

  it.each(rows)("$name, $method", ({ name, count, method, row }) => {
    const { values, frequency } = all.get(name)!;
    const asked: Asked = { horizon: Number(row.h), frequency: Number(frequency), method, levels: [0.95] };
    const found = forecast(numbers(values!).slice(0, count), asked);
    if (found.kind === "refused") throw new Error(found.why);
    const [mean, lower] = [numbers(row.mean!), numbers(row.lower95!)];
    found.mean.forEach((v, k) => expect(Math.abs(v / mean[k]! - 1)).toBeLessThan(tolerance(method)));
    if (method === "hw-multiplicative") return;
    found.bands[0]!.lower.forEach((v, k) => expect(Math.abs((v! - lower[k]!) / mean[k]!)).toBeLessThan(tolerance(method)));
  });

  it("the default is nearer than the seasonal naive forecast to the two years it had not seen", () => {
    const told = (method: Method) => {
      const y = numbers(all.get("AirPassengers")!.values!);
      const found = forecast(y.slice(0, 120), { horizon: 24, frequency: 12, method, levels: [0.95] });
      if (found.kind === "refused") throw new Error(found.why);
      return found.mean.reduce((sum, f, k) => sum + Math.abs(f - y[120 + k]!) / 24, 0);
    };
    expect(told("auto")).toBeLessThan(told("snaive"));
  });
});
