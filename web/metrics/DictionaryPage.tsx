import "./metrics.css";
import { Link } from "@tanstack/react-router";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { target, useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import type { Reply } from "../lib/client.ts";
import { soundsLike } from "../lib/spoken.ts";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag, TextField } from "../ui/index.ts";
import { MetricSettings } from "./MetricSettings.tsx";

type Listing = Reply<"GET /api/metrics">;
type Definition = Listing["rows"][number];
const groups = ["result", "collection", "funnel", "time", "customer", "activity", "forecast", "people"] as const;

/** 指标口径: every metric in words, by kind, and the way to write one's own. */
export default function DictionaryPage() {
  const t = useT();
  const mayWrite = useCan("metrics:write");
  const query = useCall("GET /api/metrics", {});
  const [{ q = "" }, change] = useFilters<"q">();
  return (
    <div className="page">
      <PageHeader
        title={t("metrics.dictionary.title")}
        subtitle={t("metrics.dictionary.subtitle")}
        actions={
          mayWrite && (
            <Link {...target("/kpi/edit")} className="button primary">
              {t("metrics.editor.new")}
            </Link>
          )
        }
      >
        <TextField label={t("metrics.dictionary.search")} value={q} type="search" onValue={(next) => change({ q: next })} />
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={16} />}>
        {(listing) => <Found listing={listing} q={q.trim().toLowerCase()} />}
      </Loaded>
      <MetricSettings />
    </div>
  );
}

function Found({ listing, q }: { listing: Listing; q: string }) {
  const t = useT();
  const label = useLabel();
  const isMeant = (one: Definition) =>
    q === "" ||
    soundsLike(one.spoken, q) ||
    [label(one.name), label(one.formula), one.code, ...one.needs].some((text) => text.toLowerCase().includes(q));
  const shown = listing.rows.filter(isMeant);
  if (shown.length === 0) return <Empty title={t("metrics.dictionary.none")}>{t("metrics.dictionary.noneHint")}</Empty>;
  return (
    <>
      {listing.drafts.length > 0 && q === "" && (
        <section className="panel stack" aria-labelledby="drafts">
          <h2 id="drafts">{t("metrics.editor.drafts")}</h2>
          <ul className="row">
            {listing.drafts.map((one) => (
              <li key={one.code}>
                <Link {...target(`/kpi/edit/${one.code}`)}>{one.name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {groups.map((group) => (
        <Group key={group} title={t(`metrics.group.${group}`)} rows={shown.filter((one) => one.group === group)} />
      ))}
    </>
  );
}

function Group({ title, rows }: { title: string; rows: readonly Definition[] }) {
  const t = useT();
  const label = useLabel();
  if (rows.length === 0) return null;
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <table className="plain-table definitions">
        <thead>
          <tr>
            <th>{t("metrics.dictionary.name")}</th>
            <th>{t("metrics.dictionary.formula")}</th>
            <th className="wide-only">{t("metrics.dictionary.better")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.code}>
              <td>
                <Link {...target(`/kpi/${one.code}`)}>{label(one.name)}</Link>{" "}
                {one.isOwn && <StatusTag kind="info">{t("metrics.dictionary.own")}</StatusTag>}
              </td>
              <td>{label(one.formula)}</td>
              <td className="wide-only">{t(`metrics.direction.${one.direction}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
