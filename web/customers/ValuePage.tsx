import "./customers.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemError } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { target, useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Figure, Loaded, PageHeader, Skeleton } from "../ui/index.ts";
import { CustomerList } from "./CustomerList.tsx";
import { ModelPanel } from "./ModelPanel.tsx";
import { OrdersPanel } from "./OrdersPanel.tsx";
import { Segments } from "./Segments.tsx";
import { WinBack } from "./WinBack.tsx";
import { placeOf, type Customer, type Worth } from "./types.ts";

type Names = "unit" | "position" | "model" | "standing";
const models = ["bgnbd", "pareto-nbd"] as const;

/** 客户价值: who is still with us, whom to win back, and what customers are worth, in plain words. */
export default function ValuePage() {
  const t = useT();
  const [filters, change] = useFilters<Names>();
  const { unit, position } = filters;
  const model = models.find((one) => one === filters.model) ?? "bgnbd";
  const query = useCall("GET /api/customer-value", { query: { unit, position, model } });
  const isNobody = !unit && !position && query.error instanceof ProblemError && query.error.problem.status === 404;
  return (
    <div className="page">
      <PageHeader
        title={t("customers.title")}
        subtitle={query.data && t("customers.subtitle", { name: query.data.subject.name, on: query.data.asOf })}
      >
        <select
          className="input model-pick"
          aria-label={t("customers.model.label")}
          value={model}
          onChange={(event) => change({ model: event.target.value })}
        >
          {models.map((one) => (
            <option key={one} value={one}>
              {t(`customers.model.${one}`)}
            </option>
          ))}
        </select>
      </PageHeader>
      {isNobody ? (
        <Empty title={t("customers.nobody")} />
      ) : (
        <Loaded
          query={query}
          skeleton={<Skeleton lines={12} />}
          isEmpty={({ customers }) => customers === 0}
          empty={<Empty title={t("customers.empty.title")}>{t("customers.empty.hint")}</Empty>}
        >
          {(worth) => <Parts worth={worth} standing={filters.standing} onStanding={(standing) => change({ standing })} />}
        </Loaded>
      )}
    </div>
  );
}

function Parts({ worth, standing, onStanding }: { worth: Worth; standing: string | undefined; onStanding: (standing: string) => void }) {
  const [picked, pick] = useState<Customer | null>(null);
  return (
    <>
      <Crumbs worth={worth} />
      <Totals worth={worth} />
      <Segments worth={worth} picked={standing} onPick={onStanding} />
      {worth.winBack.length > 0 && <WinBack worth={worth} onPick={pick} />}
      <CustomerList worth={worth} standing={standing} onPick={pick} />
      <ModelPanel worth={worth} />
      {picked && <OrdersPanel customer={picked} onClose={() => pick(null)} />}
    </>
  );
}

function Crumbs({ worth: { crumbs, below, subject } }: { worth: Worth }) {
  const t = useT();
  if (crumbs.length < 2 && below.length === 0) return null;
  return (
    <nav aria-label={t("customers.crumbs")} className="row">
      <ol className="customer-crumbs">
        {crumbs.map((one) => (
          <li key={one.id}>
            {one.id === subject.id ? <b aria-current="page">{one.name}</b> : <Link {...target(placeOf(one))}>{one.name}</Link>}
          </li>
        ))}
      </ol>
      {below.map((one) => (
        <Link key={one.id} className="small" {...target(placeOf(one))}>
          {one.name}
        </Link>
      ))}
    </nav>
  );
}

function Totals({ worth }: { worth: Worth }) {
  const t = useT();
  const format = useFormat();
  const { currency } = usePrefs();
  const amount = (text: string | null) =>
    text === null ? ({ kind: "none", why: "missing" } as const) : ({ kind: "amount", value: text, currency } as const);
  const caution = worth.fit.isFitted ? undefined : t("customers.noModel");
  return (
    <section className="panel stack" aria-label={t("customers.title")}>
      <div className="figures">
        <Figure label={t("customers.total.customers")} value={{ kind: "number", value: String(worth.customers), unit: "customers" }} />
        <Figure label={t("customers.total.revenue")} value={amount(worth.revenueToDate)} />
        <Figure label={t("customers.total.value", { weeks: worth.horizonWeeks })} value={amount(worth.value)} caution={caution}>
          <span className="muted small">
            {worth.margin.ppm === null
              ? t("customers.note.no-margin")
              : t("customers.total.margin", { margin: format.rate(worth.margin.ppm) })}
          </span>
        </Figure>
      </div>
    </section>
  );
}
