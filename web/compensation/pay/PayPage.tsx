import "./pay.css";
import { useT } from "../../lib/i18n.ts";
import { useFilters } from "../../lib/place.ts";
import { nextTo, periodIn } from "../../lib/period.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { ProblemError } from "../../lib/client.ts";
import { useCall } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { Empty, Figure, Loaded, PageHeader, PeriodPicker, Skeleton, StatusTag, useFiscal } from "../../ui/index.ts";
import { Adjustments } from "./Adjustments.tsx";
import { Corrections } from "./Corrections.tsx";
import { Disputes } from "./Disputes.tsx";
import { PayActions } from "./PayActions.tsx";
import { PayRows } from "./PayRows.tsx";
import type { Pay } from "./types.ts";

/** 提成结算: a pay period from the first look to its closing; what waits, who gets what, every step with its name. */
export default function PayPage() {
  const t = useT();
  const { today } = usePrefs();
  const fiscal = useFiscal();
  const [filters, change] = useFilters<"period">();
  const last = nextTo(periodIn(undefined, "month", today, fiscal), -1, fiscal).key;
  const key = filters.period ?? last;
  const query = useCall("GET /api/pay-periods/:key", { params: { key } }, { keep: false });
  const isAbsent = query.error instanceof ProblemError && query.error.problem.status === 404;
  return (
    <div className="page wide">
      <PageHeader title={t("pay.title")} subtitle={t("pay.subtitle")}>
        <PeriodPicker kinds={["month", "quarter", "half", "year"]} value={key} onChange={(period) => change({ period })} />
      </PageHeader>
      {isAbsent ? (
        <Empty title={t("pay.empty")}>{t("pay.emptyHint")}</Empty>
      ) : (
        <Loaded query={query} skeleton={<Skeleton lines={12} />}>
          {(pay) => <Parts pay={pay} />}
        </Loaded>
      )}
    </div>
  );
}

function Parts({ pay }: { pay: Pay }) {
  return (
    <>
      <section className="panel stack">
        <Steps pay={pay} />
        <Totals pay={pay} />
        <Checks pay={pay} />
        <PayActions pay={pay} />
      </section>
      <Disputes period={pay.key} />
      <Adjustments pay={pay} />
      <Corrections pay={pay} />
      <PayRows pay={pay} />
    </>
  );
}

const order = ["open", "published", "approved", "closed"] as const;

/** Where the period stands, with who took each step and when. */
function Steps({ pay }: { pay: Pay }) {
  const t = useT();
  const format = useFormat();
  const at = order.indexOf(pay.life.state);
  const made = { open: null, published: pay.published, approved: pay.approved, closed: pay.closed };
  return (
    <ol className="pay-steps">
      {order.map((state, i) => (
        <li key={state} className={i === at ? "now" : i < at ? "done" : ""} aria-current={i === at ? "step" : undefined}>
          <b>{t(`pay.step.${state}`)}</b>
          <span className="small muted">
            {made[state]?.at ? t("pay.by", { name: made[state].by ?? "—", day: format.day(made[state].at.slice(0, 10)) }) : t(`pay.stepHint.${state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
} // prettier-ignore

function Totals({ pay }: { pay: Pay }) {
  const { totals, life } = pay;
  const t = useT();
  const format = useFormat();
  const text = (value: string) => ({ kind: "text", value: format.exact(value) }) as const;
  return (
    <div className="figures">
      <Figure label={t("pay.payout")} value={text(totals.payout)} comparisons={pay.rows.some(({ before }) => before !== null) ? [{ label: t("pay.before"), value: text(totals.before) }] : []} />
      <Figure label={t("pay.earned")} value={text(totals.earned)} />
      <Figure label={t("pay.held")} value={text(totals.held)} />
      <Figure label={t("pay.extras")} value={text(totals.extras)} />
      <Figure label={t("pay.payees")} value={{ kind: "number", value: String(totals.payees) }}>
        {life.publication > 1 && <StatusTag kind="info">{t("pay.publication", { n: life.publication })}</StatusTag>}
      </Figure>
    </div>
  );
} // prettier-ignore

/** What has to be looked at before the next step; what it waits for comes first. */
function Checks({ pay }: { pay: Pay }) {
  const t = useT();
  if (pay.checks.length === 0)
    return (
      <p>
        <StatusTag kind="good">{t(`pay.allWell.${pay.life.state}`)}</StatusTag>
      </p>
    );
  return (
    <ul className="rows" aria-label={t("pay.checks")}>
      {pay.checks
        .toSorted((a, b) => Number(b.blocks) - Number(a.blocks))
        .map(({ code, count, blocks }) => (
          <li key={code}>
            <StatusTag kind={blocks ? "attention" : "info"}>{t(blocks ? "pay.blocks" : "pay.notice")}</StatusTag> {t(`pay.check.${code}`, { count })}
          </li>
        ))}
    </ul>
  );
} // prettier-ignore
