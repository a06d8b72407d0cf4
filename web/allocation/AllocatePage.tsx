import "./allocation.css";
import { useState } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { typed } from "../lib/amounts.ts";
import { Empty, FormProblem, Icon, Loaded, PageHeader, Skeleton } from "../ui/index.ts";
import { AssumptionsForm } from "./AssumptionsForm.tsx";
import { assumptionsOf, startForm, type Desk, type Form, type Result, type Scenario, type Wrong } from "./assumptions.ts";
import { Applied } from "./Applied.tsx";
import { withBounds, type Bounds } from "./NodeBounds.tsx";
import { ResultView } from "./ResultView.tsx";
import { SaveScenario } from "./SaveScenario.tsx";
import { Scenarios } from "./Scenarios.tsx";

const metrics = ["signed-amount", "collected-amount", "new-customers", "delivered-amount", "deal-count"] as const;

/** 目标分配: assumptions on the left, on the right who gets what, why, and how fair it is; scenarios below. */
export default function AllocatePage() {
  const t = useT();
  const [filters, change] = useFilters<"metric" | "year" | "root">();
  const metric = metrics.find((one) => one === filters.metric) ?? "signed-amount";
  const query = useCall("GET /api/allocation", { query: { metric, year: filters.year, root: filters.root } });
  const year = query.data?.year ?? Number(filters.year ?? 0);
  return (
    <div className="page wide">
      <PageHeader
        title={t("allocation.title")}
        subtitle={t("allocation.hint")}
        actions={
          <>
            <a className="button" href="/targets/territory">
              {t("territory.open")}
            </a>
            <a className="button" href={`/targets?metric=${metric}${year ? `&year=${year}` : ""}`}>
              {t("allocation.back")}
            </a>
          </>
        }
      >
        <div className="row no-print allocate-filters">
          <select
            className="input"
            aria-label={t("allocation.metric")}
            value={metric}
            onChange={(event) => change({ metric: event.target.value })}
          >
            {metrics.map((one) => (
              <option key={one} value={one}>
                {t(`metrics.name.${one}`)}
              </option>
            ))}
          </select>
          <YearChoice year={year} onChange={(next) => change({ year: String(next) })} />
          {query.data && (
            <select
              className="input"
              aria-label={t("allocation.root")}
              value={query.data.root.id}
              onChange={(event) => change({ root: event.target.value })}
            >
              {query.data.roots.map((root) => (
                <option key={root.id} value={root.id}>
                  {"　".repeat(root.depth - query.data.roots[0]!.depth) + root.name}
                </option>
              ))}
            </select>
          )}
        </div>
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(desk) => <Workbench key={`${desk.metric} ${desk.year} ${desk.root.id}`} desk={desk} />}
      </Loaded>
    </div>
  );
}

function YearChoice({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const t = useT();
  return (
    <span className="row">
      <button type="button" className="button plain icon" aria-label={t("common.earlier")} onClick={() => onChange(year - 1)}>
        <Icon name="left" />
      </button>
      <b className="num">{year > 0 ? t("common.period.year", { year }) : ""}</b>
      <button type="button" className="button plain icon" aria-label={t("common.later")} onClick={() => onChange(year + 1)}>
        <Icon name="right" />
      </button>
    </span>
  );
}

function Workbench({ desk }: { desk: Desk }) {
  const t = useT();
  const [form, setForm] = useState<Form>(() => startForm(desk));
  const [open, setOpen] = useState<Scenario | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const given = assumptionsOf(form, desk.root.id, typed(form.total));
  const wrong: readonly Wrong[] = Array.isArray(given) ? given : [];
  const assumptions = wrong.length === 0 ? (given as Exclude<typeof given, readonly Wrong[]>) : null;

  const compute = async (tried = assumptions) => {
    if (!tried) return;
    setBusy(true);
    setError(null);
    try {
      setResult(
        await call("POST /api/allocation-previews", {
          body: { metric: desk.metric, year: desk.year, rootId: desk.root.id, assumptions: tried },
        }),
      );
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  const edit = (patch: Partial<Form>) => setForm({ ...form, ...patch });
  const lock = (node: string, amount: string | null) => {
    const locks = [...form.locks.filter((one) => one.node !== node), ...(amount === null ? [] : [{ node, amount }])];
    edit({ locks });
    if (assumptions) void compute({ ...assumptions, locks });
  };
  const bound = (node: string, bounds: Bounds) => {
    const next = withBounds(form, node, bounds);
    setForm(next);
    const tried = assumptionsOf(next, desk.root.id, typed(next.total));
    if (!Array.isArray(tried)) void compute(tried as NonNullable<typeof assumptions>);
  };
  return (
    <>
      <Applied desk={desk} />
      <div className="allocate">
        <section className="panel stack">
          <AssumptionsForm desk={desk} form={form} wrong={wrong} onChange={edit} />
          <div className="row">
            <button type="button" className="button primary" disabled={!assumptions || isBusy} onClick={() => void compute()}>
              {t(isBusy ? "allocation.trying" : "allocation.try")}
            </button>
            <button type="button" className="button" disabled={!assumptions} onClick={() => setSaving(true)}>
              {t(open ? "allocation.saveChanges" : "allocation.save")}
            </button>
          </div>
          {error !== null && <FormProblem error={error} />}
        </section>
        <div className="stack-l">
          {result ? (
            <ResultView result={result} form={form} onLock={lock} onBound={bound} />
          ) : (
            <Empty title={t("allocation.emptyTitle")}>{t("allocation.empty")}</Empty>
          )}
        </div>
      </div>
      <Scenarios
        desk={desk}
        onOpen={(scenario, next) => {
          setOpen(scenario);
          setForm(next);
          setResult(null);
        }}
      />
      {isSaving && assumptions && (
        <SaveScenario desk={desk} open={open} assumptions={assumptions} onSaved={setOpen} onClose={() => setSaving(false)} />
      )}
    </>
  );
}
