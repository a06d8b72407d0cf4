import { useState } from "react";
import { addDays } from "#core/base/date.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useTick } from "../lib/tick-action.ts";
import { DateField, DueTag, FormProblem, Icon, TextField, toast } from "../ui/index.ts";
import type { Node, Tree } from "./tree.ts";

type Props = { tree: Tree; node: Node };

/** How the target is to be reached: actions with owner, date and path; they stand on their owner's workbench. */
export function PlanPanel({ tree, node }: Props) {
  const t = useT();
  const tick = useTick();
  const { data } = useCall("GET /api/target-nodes/:nodeId/plan", { params: { nodeId: node.id }, query: { year: tree.year } });
  if (!data) return null; // who may not read actions sees no plan
  return (
    <section className="stack talk">
      <h3>{t("target-letters.plan.title")}</h3>
      {data.actions.length === 0 && <p className="small muted">{t("target-letters.plan.empty")}</p>}
      <ul className="rows">
        {data.actions.map((action) => (
          <li key={action.id} className="spread">
            <span className="grow">
              {action.isDone ? <s>{action.title}</s> : action.title} <DueTag day={action.dueOn} />
              <br />
              <span className="small muted">{[action.ownerName, action.path].filter(Boolean).join(" · ")}</span>
            </span>
            {!action.isDone && (
              <button
                type="button"
                className="button"
                aria-label={t("actions.tick", { title: action.title })}
                onClick={() => tick({ id: action.id, version: action.version, title: action.title })}
              >
                <Icon name="check" />
                {t("actions.complete")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {data.owners.length > 0 && <AddAction tree={tree} node={node} owners={data.owners} />}
    </section>
  );
}

function AddAction({ tree, node, owners }: Props & { owners: readonly { personId: string; name: string }[] }) {
  const t = useT();
  const { today } = usePrefs();
  const fresh = { title: "", path: "", dueOn: addDays(today, 14), ownerPersonId: owners[0]!.personId };
  const [draft, setDraft] = useState(fresh);
  const save = useWrite("POST /api/target-nodes/:nodeId/plan", ["/api/target-nodes", "/api/home"]);
  const change = (patch: Partial<typeof fresh>) => setDraft({ ...draft, ...patch });
  const isReady = draft.title.trim() !== "" && draft.dueOn !== "";
  const submit = () =>
    save.mutate(
      { params: { nodeId: node.id }, body: { id: newId(), metric: tree.metric, year: tree.year, ...draft } },
      { onSuccess: () => (setDraft(fresh), toast({ text: t("target-letters.plan.added") })) },
    );
  return (
    <details>
      <summary>{t("target-letters.plan.add")}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) submit();
        }}
      >
        <TextField label={t("target-letters.plan.action")} value={draft.title} maxLength={200} onValue={(title) => change({ title })} />
        <TextField
          label={t("target-letters.plan.path")}
          hint={t("target-letters.plan.pathHint")}
          value={draft.path}
          maxLength={500}
          onValue={(path) => change({ path })}
        />
        <div className="form-grid">
          <DateField
            label={t("target-letters.plan.dueOn")}
            value={draft.dueOn}
            min={today}
            required
            onValue={(dueOn) => change({ dueOn })}
          />
          <label className="field">
            <span className="label">{t("target-letters.plan.owner")}</span>
            <select className="input" value={draft.ownerPersonId} onChange={(event) => change({ ownerPersonId: event.target.value })}>
              {owners.map((one) => (
                <option key={one.personId} value={one.personId}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        {save.error && <FormProblem error={save.error} />}
        <div>
          <button type="submit" className="button primary" disabled={!isReady || save.isPending}>
            {t("target-letters.plan.save")}
          </button>
        </div>
      </form>
    </details>
  );
}
