import type { Fiscal } from "#core/calendar/period.ts";
import { useT } from "../lib/i18n.ts";
import { nextTo, periodIn, periodsAround } from "../lib/period.ts";
import type { PeriodKind } from "../lib/period.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { Icon } from "./Icon.tsx";

type Props = { value: string; onChange: (key: string) => void; kinds?: readonly PeriodKind[] };
const listed: Record<PeriodKind, number> = { year: 3, half: 4, quarter: 8, month: 18, week: 26 };

export function useFiscal(): Fiscal {
  const { fiscalStartMonth, weekStart } = usePrefs();
  return { startMonth: fiscalStartMonth, weekStart };
}

/** Chooses a period of the fiscal calendar: its kind, then the one; arrows step by one. */
export function PeriodPicker({ value, onChange, kinds = ["month", "quarter", "half", "year"] }: Props) {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const fiscal = useFiscal();
  const period = periodIn(value, kinds[0] ?? "month", today, fiscal);
  const kind = period.grain === "day" ? "month" : period.grain;
  const around = periodsAround(today, kind, listed[kind], fiscal).map((one) => one.key);
  const all = around.includes(period.key) ? around : [period.key, ...around];
  const step = (by: 1 | -1) => onChange(nextTo(period, by, fiscal).key);
  return (
    <div className="period-picker no-print">
      {kinds.length > 1 && (
        <select
          className="input"
          aria-label={t("common.periodKind")}
          value={kind}
          onChange={(e) => onChange(periodIn(undefined, e.target.value as PeriodKind, today, fiscal).key)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`common.kind.${one}`)}
            </option>
          ))}
        </select>
      )}
      <button type="button" className="button plain icon" aria-label={t("common.earlier")} onClick={() => step(-1)}>
        <Icon name="left" />
      </button>
      <select className="input" aria-label={t("common.periodWord")} value={period.key} onChange={(e) => onChange(e.target.value)}>
        {all.map((key) => (
          <option key={key} value={key}>
            {format.period(key)}
          </option>
        ))}
      </select>
      <button type="button" className="button plain icon" aria-label={t("common.later")} onClick={() => step(1)}>
        <Icon name="right" />
      </button>
    </div>
  );
}
