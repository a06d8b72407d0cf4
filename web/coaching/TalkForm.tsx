import { useState } from "react";
import type { FormEvent } from "react";
import { addDays } from "#core/base/date.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, Icon, TextField, toast } from "../ui/index.ts";

type Draft = { id: string; title: string; dueOn: string };

/** Notes and agreed actions. The id is made here, so that sending twice writes once. */
export function TalkForm({ positionId }: { positionId: string }) {
  const t = useT();
  const { today } = usePrefs();
  const fresh = (): Draft => ({ id: newId(), title: "", dueOn: addDays(today, 7) });
  const [id, setId] = useState(newId);
  const [heldOn, setHeldOn] = useState(today);
  const [notes, setNotes] = useState("");
  const [actions, setActions] = useState<readonly Draft[]>(() => [fresh()]);
  const save = useWrite("POST /api/one-on-ones", ["/api/team", "/api/home"]);
  const change = (of: Draft, patch: Partial<Draft>) => setActions(actions.map((one) => (one === of ? { ...one, ...patch } : one)));
  const saved = () => {
    toast({ text: t("coaching.saved") });
    setId(newId());
    setNotes("");
    setActions([fresh()]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const agreed = actions.filter((one) => one.title.trim() !== "");
    if (heldOn === "" || agreed.some((one) => one.dueOn === "")) return; // the field says which day is none
    save.mutate({ body: { id, positionId, heldOn, notes, actions: agreed } }, { onSuccess: saved });
  };
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="talk-form">
      <div className="spread">
        <h2 id="talk-form">{t("coaching.newTalk")}</h2>
        <DateField label={t("coaching.heldOn")} hideLabel value={heldOn} max={today} required onValue={setHeldOn} />
      </div>
      <div className="field">
        <label htmlFor="talk-notes">{t("coaching.notes")}</label>
        <textarea
          id="talk-notes"
          className="input"
          rows={5}
          maxLength={10_000}
          placeholder={t("coaching.notesHint")}
          value={notes}
          onChange={(event) => setNotes(event.target.value)}
        />
      </div>
      <fieldset className="stack plain-fieldset">
        <legend>{t("coaching.actions")}</legend>
        {actions.map((one, i) => (
          <div key={one.id} className="action-draft">
            <TextField
              label={t("coaching.actionTitle", { n: i + 1 })}
              value={one.title}
              maxLength={200}
              placeholder={t("coaching.actionHint")}
              onValue={(title) => change(one, { title })}
            />
            <DateField
              label={t("coaching.dueOn")}
              value={one.dueOn}
              min={heldOn}
              required={one.title.trim() !== ""}
              onValue={(dueOn) => change(one, { dueOn })}
            />
            <button
              type="button"
              className="button plain icon"
              aria-label={t("coaching.removeAction", { n: i + 1 })}
              onClick={() => setActions(actions.filter((other) => other !== one))}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
        <button type="button" className="text-button" onClick={() => setActions([...actions, fresh()])}>
          {t("coaching.addAction")}
        </button>
      </fieldset>
      <p className="small muted">{t("coaching.frozen")}</p>
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t("coaching.save")}
        </button>
      </div>
    </form>
  );
}
