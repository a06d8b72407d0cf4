import "./admin.css";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { DateField, Empty, Loaded, PageHeader, PersonPicker, Skeleton, usePhone } from "../ui/index.ts";
import { PersonPanel } from "./PersonPanel.tsx";
import { PostForm } from "./PostForm.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { UnitForm } from "./UnitForm.tsx";
import { UnitRecord } from "./UnitRecord.tsx";

export type Unit = Reply<"GET /api/organisation">["units"][number];
type Asking = { kind: "hire" } | { kind: "unit" } | { kind: "change"; unit: Unit } | null;

/** 组织与人员: the chart of any day, left; the unit and its people, right. Changes take effect from a day on. */
export default function OrganisationPage() {
  const t = useT();
  const me = useMe();
  const isPhone = usePhone();
  const [{ unit: chosen, on, person }, change] = useFilters<"unit" | "on" | "person">();
  const [asking, ask] = useState<Asking>(null);
  const query = useCall("GET /api/organisation", { query: { on } });
  const mayHire = me.can.includes("people:write");
  const units = query.data?.units ?? [];
  const unit = units.find((one) => one.id === chosen) ?? units[0];
  return (
    <div className="page">
      <PageHeader
        title={t("nav.organisation")}
        subtitle={t("organisation.hint")}
        actions={
          <>
            {query.data?.mayWrite && (
              <button type="button" className="button" onClick={() => ask({ kind: "unit" })}>
                {t("organisation.newUnit")}
              </button>
            )}
            {mayHire && (
              <button type="button" className="button primary" onClick={() => ask({ kind: "hire" })}>
                {t("organisation.hire")}
              </button>
            )}
          </>
        }
      >
        <div className="row org-filters">
          <DateField label={t("organisation.asOf")} value={on ?? query.data?.on ?? ""} onValue={(day) => day && change({ on: day })} />
          <PersonPicker label={t("organisation.findPerson")} onPick={(found) => change({ person: found.id })} />
        </div>
      </PageHeader>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={10} />}
        isEmpty={(data) => data.units.length === 0}
        empty={<Empty title={t("organisation.empty")}>{t("organisation.emptyHint")}</Empty>}
      >
        {(data) => (
          <div className="org">
            {isPhone ? (
              <SelectField
                label={t("organisation.unit")}
                value={unit?.id ?? ""}
                of={data.units.map((one) => [
                  one.id,
                  `${"　".repeat(one.depth)}${one.name}（${t("organisation.people", { count: headcount(data.units, one) })}）`,
                ])}
                onChange={(id) => change({ unit: id })}
              />
            ) : (
              <nav className="panel org-tree" aria-label={t("organisation.tree")}>
                {data.units.map((one) => (
                  <button
                    key={one.id}
                    type="button"
                    aria-current={one.id === unit?.id}
                    style={{ paddingLeft: 8 + one.depth * 18 }}
                    onClick={() => change({ unit: one.id })}
                  >
                    <span>{one.name}</span>
                    <span className="muted small">{t("organisation.people", { count: headcount(data.units, one) })}</span>
                  </button>
                ))}
              </nav>
            )}
            {unit && (
              <UnitRecord
                unit={unit}
                on={data.on}
                onPerson={(id) => change({ person: id })}
                onChange={() => ask({ kind: "change", unit })}
              />
            )}
          </div>
        )}
      </Loaded>
      <PersonPanel personId={person ?? null} units={units} onClose={() => change({ person: undefined })} />
      {asking?.kind === "hire" && <PostForm units={units} unit={unit} onClose={() => ask(null)} onDone={(id) => change({ person: id })} />}
      {asking?.kind === "unit" && <UnitForm units={units} parent={unit} onClose={() => ask(null)} />}
      {asking?.kind === "change" && <UnitForm units={units} unit={asking.unit} onClose={() => ask(null)} />}
    </div>
  );
}

/** People of a unit and of everything below it, as far as one sees it. */
function headcount(units: readonly Unit[], unit: Unit): number {
  return units.filter((one) => one.parentId === unit.id).reduce((sum, below) => sum + headcount(units, below), unit.people);
}
