import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { StatusTag } from "../ui/index.ts";
import type { Process } from "./ProcessPart.tsx";

type Habits = Process["habits"];
/** Shares are shown as percentages, everything else as it is counted. */
const isShare = (habit: string): boolean => /share|on-time|coverage/.test(habit);
/** Adjusted for all tests, this is what one calls clear. */
const clear = (q: string | null): boolean => q !== null && Number(q) <= 0.1;

/** The best quarter against the rest, and which habits go along with the result; never what causes what. */
export function HabitTables({ habits }: { habits: Habits }) {
  const t = useT();
  if (habits.contrasts.length === 0 && habits.links.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="habits">
      <div className="spread">
        <h2 id="habits">{t("diagnosis.process.habits")}</h2>
        <span className="muted small">{t("diagnosis.process.habitsHint", { n: habits.sellers })}</span>
      </div>
      {habits.contrasts.length === 0 ? <p className="muted">{t("diagnosis.process.few")}</p> : <Contrasts rows={habits.contrasts} />}
      {habits.links.length > 0 && <Links rows={habits.links} />}
    </section>
  );
}

function useShown(): (habit: string, value: string | null) => string {
  const format = useFormat();
  return (habit, value) =>
    value === null
      ? "—"
      : isShare(habit)
        ? format.rate(String(Math.round(Number(value) * 1_000_000)))
        : format.plain(String(Math.round(Number(value) * 10) / 10));
}

function Contrasts({ rows }: { rows: Habits["contrasts"] }) {
  const t = useT();
  const shown = useShown();
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.process.habits")}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("diagnosis.process.habit")}</th>
            <th className="right">{t("diagnosis.process.top")}</th>
            <th className="right">{t("diagnosis.process.rest")}</th>
            <th className="right">{t("diagnosis.process.gapOf")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.habit}>
              <td>{t(`diagnosis.habit.${one.habit}`)}</td>
              <td className="right num">
                {shown(one.habit, one.top)} <span className="muted small">{t("diagnosis.process.n", { n: one.topN })}</span>
              </td>
              <td className="right num">
                {shown(one.habit, one.rest)} <span className="muted small">{t("diagnosis.process.n", { n: one.restN })}</span>
              </td>
              <td className="right num">
                {shown(one.habit, one.value)}{" "}
                {one.value !== null && (
                  <span className="muted small">
                    {t("diagnosis.process.range", { low: shown(one.habit, one.low), high: shown(one.habit, one.high) })}
                  </span>
                )}
              </td>
              <td>
                {one.why ? (
                  <span className="muted small">{t(`diagnosis.process.why.${one.why}`)}</span>
                ) : (
                  <StatusTag kind={clear(one.q) ? "info" : "neutral"}>
                    {t(clear(one.q) ? "diagnosis.process.sure" : "diagnosis.process.unsure")}
                  </StatusTag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Links({ rows }: { rows: Habits["links"] }) {
  const t = useT();
  const said = (one: Habits["links"][number]) => (!clear(one.q) ? "nothing" : Number(one.value) > 0 ? "goes" : "against");
  const names = [...new Set(rows.map((one) => one.habit))];
  return (
    <>
      <div className="spread">
        <h3>{t("diagnosis.process.links")}</h3>
        <span className="muted small">{t("diagnosis.process.linksHint")}</span>
      </div>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.process.links")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("diagnosis.process.habit")}</th>
              <th>{t("diagnosis.process.by.ranks")}</th>
              <th>{t("diagnosis.process.by.within")}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((habit) => (
              <tr key={habit}>
                <td>{t(`diagnosis.habit.${habit}`)}</td>
                {(["ranks", "within"] as const).map((by) => {
                  const one = rows.find((row) => row.habit === habit && row.by === by)!;
                  return (
                    <td key={by}>
                      {one.why ? t(`diagnosis.process.why.${one.why}`) : t(`diagnosis.process.${said(one)}`)}{" "}
                      {!one.why && (
                        <span className="muted small">
                          {by === "ranks" && `ρ ${Number(one.value).toFixed(2)} `}
                          {t("diagnosis.process.n", { n: one.n })}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
