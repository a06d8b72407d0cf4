import { useEffect, useState } from "react";
import type { Span } from "#core/base/date.ts";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { TextField } from "../ui/index.ts";
import { asked } from "./asked.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { categories } from "../lib/categories.ts";
import { type Filters } from "./types.ts";

type Props = { filters: Filters; change: (patch: Filters) => void; quarter: Span; isBoard: boolean };

/** Ready views first, then each filter by itself. */
export function DealFilters({ filters, change, quarter, isBoard }: Props) {
  const t = useT();
  const { data } = useCall("GET /api/deal-board", { query: { pipeline: filters.pipeline ?? "default" } });
  const none: Filters = { stage: "", outcome: "", category: "", closingFrom: "", closingTo: "", stale: "", pushed: "" };
  const views = {
    open: none,
    quarter: { ...none, closingFrom: quarter.from, closingTo: quarter.to },
    commit: { ...none, category: "commit" },
    stale: { ...none, stale: "yes" },
    pushed: { ...none, pushed: "2" },
  };
  const present = JSON.stringify(strip(asked(filters)));
  const isView = (view: Filters) => JSON.stringify(strip(asked({ ...filters, ...view }))) === present;
  const now = (Object.keys(views) as (keyof typeof views)[]).find((name) => isView(views[name]));
  return (
    <div className="stack no-print">
      <div className="row" role="group" aria-label={t("deals.ready")}>
        {(Object.keys(views) as (keyof typeof views)[]).map((name) => (
          <button key={name} type="button" className="button" aria-pressed={now === name} onClick={() => change(views[name])}>
            {t(`deals.readyViews.${name}`)}
          </button>
        ))}
      </div>
      <div className="deal-filters">
        <Search value={filters.q ?? ""} onValue={(q) => change({ q })} />
        {!isBoard && (
          <>
            <SelectField
              label={t("deals.stage")}
              value={filters.stage ?? ""}
              of={[["", t("deals.all")], ...(data?.columns ?? []).map(({ name }) => [name, name] as const)]}
              onChange={(stage) => change({ stage })}
            />
            <SelectField
              label={t("deals.outcome")}
              value={filters.outcome ?? "open"}
              of={(["open", "won", "lost", "all"] as const).map((one) => [one, t(`deals.outcomes.${one}`)])}
              onChange={(outcome) => change({ outcome: outcome === "open" ? "" : outcome })}
            />
          </>
        )}
        <SelectField
          label={t("deals.category")}
          value={filters.category ?? ""}
          of={[["", t("deals.all")], ...categories.map((one) => [one, t(`deals.categories.${one}`)] as const)]}
          onChange={(category) => change({ category })}
        />
        {!isBoard && (
          <SelectField
            label={t("deals.sort")}
            value={filters.sort ?? "expected"}
            of={(["expected", "-expected", "-amount", "amount", "-created", "code"] as const).map((one) => [one, t(`deals.sorts.${one}`)])}
            onChange={(sort) => change({ sort })}
          />
        )}
        {isBoard && (data?.pipelines.length ?? 0) > 1 && (
          <SelectField
            label={t("deals.pipeline")}
            value={filters.pipeline ?? "default"}
            of={data!.pipelines.map((one) => [one, one])}
            onChange={(pipeline) => change({ pipeline })}
          />
        )}
      </div>
    </div>
  );
}

const strip = ({ sort: _, q: __, ...rest }: ReturnType<typeof asked>) => rest;

/** Asks when typing rests, and leaves a running IME composition alone. */
function Search({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const t = useT();
  const [text, setText] = useState(value);
  const [isComposing, setComposing] = useState(false);
  useEffect(() => {
    if (isComposing || text === value) return;
    const rest = setTimeout(() => onValue(text), 300);
    return () => clearTimeout(rest);
  });
  return (
    <TextField
      label={t("deals.find")}
      type="search"
      placeholder={t("deals.findHint")}
      value={text}
      onValue={setText}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}
