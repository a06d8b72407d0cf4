import "./admin.css";
import { useState } from "react";
import { movedTo, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Icon, Loaded, PageHeader, Skeleton, StatusTag, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { drafts, effects, fresh, wire, type Draft } from "./process-draft.ts";

type Process = Reply<"GET /api/sales-process">;

/** 销售流程: the stages of a pipeline, what each asks for, and what changing them does to the past. */
export default function SalesProcessPage() {
  const t = useT();
  const [{ pipeline = "default" }, change] = useFilters<"pipeline">();
  const query = useCall("GET /api/sales-process", { query: { pipeline } });
  const pipelines = query.data?.pipelines ?? [];
  return (
    <div className="page">
      <PageHeader title={t("nav.salesProcess")} subtitle={t("sales-process.hint")}>
        {pipelines.length > 1 && (
          <SelectField
            label={t("sales-process.pipeline")}
            value={pipeline}
            of={pipelines.map((one) => [one, one])}
            onChange={(next) => change({ pipeline: next })}
          />
        )}
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(data) => (
          <>
            <Editor key={`${data.pipeline} ${data.version}`} process={data} />
            <History process={data} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Editor({ process }: { process: Process }) {
  const t = useT();
  const [stages, setStages] = useState(() => drafts(process.stages, process.version > 0 || process.pipelines.includes(process.pipeline)));
  const [note, setNote] = useState("");
  const save = useWrite("PUT /api/sales-process", ["/api/sales-process", "/api/deals", "/api/funnel", "/api/forecast", "/api/diagnosis"]);
  const found = effects(process.stages, stages);
  const put = (index: number, patch: Partial<Draft>) => setStages(stages.map((one, i) => (i === index ? { ...one, ...patch } : one)));
  const swap = (a: number, b: number) => setStages(stages.map((one, i) => (i === a ? stages[b]! : i === b ? stages[a]! : one)));
  const firstEnd = stages.findIndex((one) => one.kind !== "open");
  const submit = () =>
    save.mutate(
      { body: { pipeline: process.pipeline, version: process.version, note: note.trim(), stages: wire(stages) } },
      { onSuccess: ({ version }) => toast({ text: t("sales-process.saved", { version }) }) },
    );
  return (
    <form className="panel stack" onSubmit={(event) => (event.preventDefault(), submit())}>
      {process.version === 0 && !process.pipelines.includes(process.pipeline) && <p className="muted">{t("sales-process.unsaved")}</p>}
      <ol className="process-stages">
        {stages.map((stage, i) => (
          <StageLine
            key={stage.id}
            stage={stage}
            onChange={(patch) => put(i, patch)}
            onUp={stage.kind === "open" && i > 0 ? () => swap(i, i - 1) : null}
            onDown={stage.kind === "open" && i < firstEnd - 1 ? () => swap(i, i + 1) : null}
            onRemove={stage.kind === "open" && stage.deals === 0 ? () => setStages(stages.filter((one) => one !== stage)) : null}
          />
        ))}
      </ol>
      <div>
        <button type="button" className="button" onClick={() => setStages(stages.toSpliced(firstEnd, 0, fresh()))}>
          {t("sales-process.add")}
        </button>
      </div>
      {found.length > 0 && (
        <section aria-labelledby="effects" className="stack-s">
          <h2 id="effects">{t("sales-process.effects")}</h2>
          <ul className="small">
            {found.map(({ kind, values }, i) => (
              <li key={`${kind} ${i}`}>{t(`sales-process.effect.${kind}`, values)}</li>
            ))}
          </ul>
          <TextField
            label={t("sales-process.note")}
            hint={t("sales-process.noteHint")}
            value={note}
            onValue={setNote}
            required
            maxLength={200}
          />
          {save.error && movedTo<Process>(save.error) === undefined && <FormProblem error={save.error} />}
          <div className="row">
            <button type="submit" className="button primary" disabled={save.isPending || note.trim() === ""}>
              {t("sales-process.save", { version: process.version + 1 })}
            </button>
            <button type="button" className="button" onClick={() => setStages(drafts(process.stages, true))}>
              {t("sales-process.discard")}
            </button>
          </div>
        </section>
      )}
    </form>
  );
}

type LineProps = {
  stage: Draft;
  onChange: (patch: Partial<Draft>) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
};

function StageLine({ stage, onChange, onUp, onDown, onRemove }: LineProps) {
  const t = useT();
  const { name } = stage;
  return (
    <li className="process-stage">
      <TextField label={t("sales-process.stage")} value={name} onValue={(next) => onChange({ name: next })} required maxLength={100} />
      <TextField
        label={t("sales-process.criteria")}
        placeholder={stage.kind === "open" ? t("sales-process.criteriaHint") : ""}
        value={stage.criteria}
        onValue={(criteria) => onChange({ criteria })}
        maxLength={500}
      />
      {stage.kind === "open" ? (
        <TextField
          label={t("sales-process.probability")}
          type="number"
          min={0}
          max={100}
          step="any"
          value={stage.percent}
          onValue={(percent) => onChange({ percent })}
        />
      ) : (
        <StatusTag kind="neutral">{t(`sales-process.kind.${stage.kind}`)}</StatusTag>
      )}
      <span className="small muted">{stage.kind === "open" && `${t("sales-process.open")} ${stage.open}`}</span>
      <span className="row process-moves">
        <button
          type="button"
          className="button plain icon"
          aria-label={t("sales-process.up", { name })}
          disabled={!onUp}
          onClick={onUp ?? undefined}
        >
          <span aria-hidden="true">↑</span>
        </button>
        <button
          type="button"
          className="button plain icon"
          aria-label={t("sales-process.down", { name })}
          disabled={!onDown}
          onClick={onDown ?? undefined}
        >
          <span aria-hidden="true">↓</span>
        </button>
        <button
          type="button"
          className="button plain icon"
          aria-label={t("sales-process.remove", { name })}
          title={stage.deals > 0 ? t("sales-process.inUse", { count: stage.deals }) : undefined}
          disabled={!onRemove}
          onClick={onRemove ?? undefined}
        >
          <Icon name="close" size={14} />
        </button>
      </span>
    </li>
  );
}

function History({ process: { history } }: { process: Process }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="versions">
      <h2 id="versions">{t("sales-process.history")}</h2>
      {history.length === 0 ? (
        <p className="muted">{t("sales-process.none")}</p>
      ) : (
        <ul className="rows">
          {history.map((one) => (
            <li key={one.version} className="stack-s">
              <span>
                <b>{t("sales-process.version", { version: one.version })}</b>{" "}
                <span className="num muted small">{one.savedAt.slice(0, 10)}</span>{" "}
                {t("sales-process.by", { name: one.savedBy, note: one.note })}
              </span>
              <span className="small muted">{one.stages.map((stage) => stage.name).join(" → ")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
