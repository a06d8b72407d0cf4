import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { toast } from "../../ui/index.ts";
import { stale, type Pay } from "./types.ts";

/** Differences of closed periods that are paid here, or wait for the next open one. */
export function Corrections({ pay }: { pay: Pay }) {
  const t = useT();
  const format = useFormat();
  const check = useWrite("POST /api/pay-corrections", stale);
  const look = () => check.mutate({ body: {} }, { onSuccess: ({ periods, corrections }) => toast({ text: t("pay.checkedClosed", { periods, corrections }) }), onError: (error) => toast({ error }) }); // prettier-ignore
  return (
    <section className="panel stack" aria-labelledby="corrections">
      <div className="spread">
        <h2 id="corrections">{t("pay.corrections")}</h2>
        <button type="button" className="button no-print" disabled={check.isPending} onClick={look}>
          {t("pay.checkClosed")}
        </button>
      </div>
      {pay.corrections.length === 0 && <p className="muted small">{t("pay.noCorrections")}</p>}
      <ul className="rows">
        {pay.corrections.map((one) => (
          <li key={one.id}>
            <b>{one.personName ?? t("compensation.unheld")}</b>{" "}
            {t("pay.correction", { period: format.period(one.period), before: format.exact(one.before), after: format.exact(one.after) })}{" "}
            <b className="num">{format.exact(one.difference)}</b>{" "}
            <span className="small muted">
              {one.bookedIn ? t("pay.bookedIn", { period: format.period(one.bookedIn) }) : t("pay.waits")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
