import { Link } from "@tanstack/react-router";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useTick } from "../lib/tick-action.ts";
import { useFormat } from "../lib/use-format.ts";
import { DueTag, Icon } from "../ui/index.ts";

type Waiting = Reply<"GET /api/home">["waiting"][number];

/** Three to seven things with their next step; nothing to do is said, not hidden. */
export function WaitingList({ items }: { items: readonly Waiting[] }) {
  const t = useT();
  return (
    <section className="panel" aria-labelledby="waiting">
      <h2 id="waiting">{t("home.waiting.title")}</h2>
      {items.length === 0 && <p className="muted">{t("home.waiting.none")}</p>}
      <ul className="rows">
        {items.slice(0, 7).map((item) => (
          <li key={`${item.kind} ${item.id}`} className="spread">
            {item.kind === "action" ? <ActionLine item={item} /> : <NoticeLine item={item} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ActionLine({ item }: { item: Waiting }) {
  const t = useT();
  const tick = useTick();
  return (
    <>
      <span className="row grow">
        <Icon name="talk" />
        <span>{item.title}</span>
        {item.dueOn && <DueTag day={item.dueOn} />}
      </span>
      <button
        type="button"
        className="button"
        onClick={() => tick({ id: item.id, version: item.version ?? 0, title: item.title })}
        aria-label={t("actions.tick", { title: item.title })}
      >
        <Icon name="check" />
        {t("actions.complete")}
      </button>
    </>
  );
}

/** Where each notice leads. */
const places: Record<Exclude<Waiting["kind"], "action">, (item: Waiting) => string> = {
  pace: () => "/kpi",
  "overdue-members": () => "/team",
  "member-behind": (item) => `/team/${item.id}/one-on-one`,
  "import-problems": (item) => `/imports/${item.id}`,
  "calendar-missing": (item) => `/calendar?year=${item.id}`,
  "no-targets": () => "/targets",
  "letter-to-sign": (item) => `/targets/letters/${item.id}`,
  "plan-to-sign": (item) => `/incentive-plans?plan=${item.id}`,
  "statement-published": (item) => `/statement?period=${item.id}`,
  "disputes-open": (item) => `/pay?period=${item.id}`,
  "adjustments-waiting": (item) => `/pay?period=${item.id}`,
  "pay-to-approve": (item) => `/pay?period=${item.id}`,
};

function NoticeLine({ item }: { item: Waiting }) {
  const t = useT();
  const format = useFormat();
  if (item.kind === "action") return null;
  const { period, until } = item.values;
  const points = format.rate(String(item.values["gap"] ?? "0")).replace(/[-%]/g, "");
  return (
    <>
      <span className="lead grow">
        <Icon name="warn" />
        <span>
          {t(`home.waiting.${item.kind}`, {
            ...item.values,
            points,
            period: period ? format.period(String(period)) : "",
            until: until ? format.day(String(until)) : "",
          })}
        </span>
      </span>
      <Link className="button" {...target(places[item.kind](item))}>
        {t(`home.waiting.do.${item.kind}`)}
      </Link>
    </>
  );
}
