import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty } from "../ui/index.ts";
import type { Board } from "./words.ts";

/** Everything said about the place for this period, latest first; nothing is ever taken out. */
export function History({ calls }: { calls: Board["history"] }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="history">
      <h2 id="history">{t("forecast.history")}</h2>
      {calls.length === 0 ? (
        <Empty title={t("forecast.historyEmpty")} />
      ) : (
        <ul className="rows">
          {calls.slice(0, 8).map((call) => (
            <li key={call.madeAt + call.kind}>
              <span className="num">
                {call.commit === null
                  ? t("forecast.takenBack")
                  : t("forecast.saidAmounts", { commit: format.money(call.commit, 1), best: format.money(call.best!, 1) })}
              </span>{" "}
              <span className="muted small">
                {t(`forecast.kind.${call.kind}`)} · {[call.by, call.madeOn].filter(Boolean).join(" · ")}
              </span>
              {call.note && <p className="small forecast-note">{call.note}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
