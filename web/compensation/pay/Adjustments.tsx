import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { StatusTag, toast } from "../../ui/index.ts";
import { stale, type Pay } from "./types.ts";

type One = Pay["adjustments"][number];
const kinds = { proposed: "attention", approved: "good", refused: "danger" } as const;

/** Amounts by hand: who proposed, why, and the decision of a second person. */
export function Adjustments({ pay }: { pay: Pay }) {
  const t = useT();
  if (pay.adjustments.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="adjustments">
      <h2 id="adjustments">{t("pay.adjustments")}</h2>
      <ul className="rows">
        {pay.adjustments.map((one) => (
          <Adjustment key={one.id} one={one} isOpen={pay.life.state === "open"} />
        ))}
      </ul>
    </section>
  );
}

function Adjustment({ one, isOpen }: { one: One; isOpen: boolean }) {
  const t = useT();
  const format = useFormat();
  const decide = useWrite("POST /api/pay-adjustments/:id/decision", stale);
  const say = (approve: boolean) => decide.mutate({ params: { id: one.id }, body: { approve } }, { onError: (error) => toast({ error }) });
  return (
    <li className="spread">
      <span>
        <b>{one.personName ?? t("compensation.unheld")}</b> <b className="num">{format.exact(one.amount)}</b> {one.reason}
        <span className="small muted">
          {" "}
          {t("pay.madeBy", { name: one.madeBy ?? "—", day: format.day(one.madeAt.slice(0, 10)) })}
          {one.checkedBy && ` · ${t("pay.checkedBy", { name: one.checkedBy })}`}
        </span>
      </span>
      <span className="row">
        <StatusTag kind={kinds[one.state]}>{t(`pay.adjustmentState.${one.state}`)}</StatusTag>
        {isOpen && one.state === "proposed" && !one.isMine && (
          <>
            <button type="button" className="button primary" disabled={decide.isPending} onClick={() => say(true)}>
              {t("pay.approve")}
            </button>
            <button type="button" className="button" disabled={decide.isPending} onClick={() => say(false)}>
              {t("pay.refuse")}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
