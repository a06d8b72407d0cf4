import { forecast } from "#core/forecast/forecast.ts";
import { simulatedSeries } from "#test/support/series.ts";
import { type Line, perSecond, timed } from "./table.ts";

const COUNT = 400;

/** Monthly series of 48–126 values, 18 ahead, with bands and three backtests each, on one core; the floor is the Theta method alone. */
export async function benchForecast(): Promise<Line[]> {
  const all = Array.from({ length: COUNT }, (_, i) => simulatedSeries(i + 1, 12, 18).y);
  const asked = { horizon: 18, frequency: 12, levels: [0.8, 0.95] };
  const run = (method: "auto" | "theta") =>
    timed(async () => {
      for (const y of all) forecast(y, { ...asked, method });
    });
  await run("auto"); // the compiler has seen it
  const [ours, floor] = [await run("auto"), await run("theta")];
  return [
    {
      what: "forecast, monthly series",
      ours: perSecond(COUNT, ours.ms),
      floor: perSecond(COUNT, floor.ms),
      ratio: ours.ms / floor.ms,
      note: "default with bands and backtest; floor: Theta with the same",
    },
  ];
}
