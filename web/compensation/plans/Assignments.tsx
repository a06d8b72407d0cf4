import { useState } from "react";
import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useCall, useWrite } from "../../lib/query.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { ConfirmFlow, DateField, Loaded, Skeleton, TextField, toast } from "../../ui/index.ts";
import { SelectField } from "../../ui/SelectField.tsx";
import { readValues } from "./personal.ts";
import { Titles } from "./Titles.tsx";

type Data = Reply<"GET /api/plan-assignments">;
type Row = Data["rows"][number];

/** Who is paid by which plan; several can be put under one at once, from a day on. */
export function Assignments() {
  const t = useT();
  const query = useCall("GET /api/plan-assignments", {});
  const [selected, select] = useState<string[]>([]);
  const [isOpen, open] = useState(false);
  const toggle = (id: string) => select(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  const columns = useColumns(selected, toggle);
  const all = query.data?.rows.map((row) => row.positionId) ?? [];
  return (
    <section className="panel stack" aria-labelledby="assignments">
      <div className="spread">
        <h2 id="assignments">{t("plan.assignments")}</h2>
        <span className="row">
          <button type="button" className="text-button" onClick={() => select(selected.length === all.length ? [] : all)}>
            {t(selected.length === all.length ? "plan.pickNone" : "plan.pickAll")}
          </button>
          <button type="button" className="button" disabled={selected.length === 0} onClick={() => open(true)}>
            {t("plan.assign", { count: selected.length })}
          </button>
        </span>
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => (
          <>
            <Titles titles={data.titles} names={data.planNames} />
            <DataTable label={t("plan.assignments")} columns={columns} rows={data.rows} rowKey={(row) => row.positionId} />
            {isOpen && <AssignDialog names={data.planNames} positionIds={selected} onClose={() => open(false)} />}
          </>
        )}
      </Loaded>
    </section>
  );
} // prettier-ignore

function useColumns(selected: readonly string[], toggle: (id: string) => void): Column<Row>[] {
  const t = useT();
  const values = (row: Row) => Object.entries(row.personal).map(([name, value]) => `${name} ${value}`).join("，"); // prettier-ignore
  return [
    {
      key: "person",
      title: t("pay.person"),
      phone: "title",
      render: (row) => <Pick row={row} isPicked={selected.includes(row.positionId)} onToggle={toggle} />,
    },
    { key: "unit", title: t("pay.unit"), render: (row) => row.unitName },
    { key: "job", title: t("compensation.list.job"), phone: "none", render: (row) => row.title },
    {
      key: "plan",
      title: t("plan.name"),
      phone: "value",
      render: (row) => (row.planName ? `${row.planName}${row.by === "title" ? t("plan.byTitle") : ""}` : "—"),
    },
    { key: "from", title: t("plan.validFrom"), render: (row) => <span className="num">{row.from ?? "—"}</span> },
    { key: "personal", title: t("plan.personal"), phone: "none", render: (row) => values(row) || "—" },
  ];
}

function Pick({ row, isPicked, onToggle }: { row: Row; isPicked: boolean; onToggle: (id: string) => void }) {
  const t = useT();
  return (
    <label className="row">
      <input type="checkbox" checked={isPicked} onChange={() => onToggle(row.positionId)} /> {row.personName ?? t("compensation.unheld")}
    </label>
  );
}

function AssignDialog({ names, positionIds, onClose }: { names: readonly string[]; positionIds: readonly string[]; onClose: () => void }) {
  const t = useT();
  const { today } = usePrefs();
  const [planName, choose] = useState(names[0] ?? "");
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [personal, setPersonal] = useState("");
  const write = useWrite("PUT /api/plan-assignments", ["/api/plan-assignments", "/api/plans", "/api/statements", "/api/pay-periods"]);
  const save = async () => {
    const { assigned } = await write.mutateAsync({ body: { planName, positionIds: [...positionIds], from, personal: readValues(personal) } });
    toast({ text: t("plan.assigned", { count: assigned }) });
  };
  return (
    <ConfirmFlow open title={t("plan.assign", { count: positionIds.length })} confirmLabel={t("common.save")} onConfirm={save} onClose={onClose}>
      <SelectField label={t("plan.name")} value={planName} of={names.map((name) => [name, name] as const)} onChange={choose} />
      <DateField label={t("plan.validFrom")} value={from} onValue={setFrom} />
      <TextField label={t("plan.personal")} hint={t("plan.personalHint")} value={personal} onValue={setPersonal} />
    </ConfirmFlow>
  );
} // prettier-ignore
