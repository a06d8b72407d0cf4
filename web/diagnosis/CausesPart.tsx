import { useState } from "react";
import { Link } from "@tanstack/react-router";
import type { Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, Loaded, Modal, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { RemoveButton } from "../ui/RemoveButton.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { whoseOf, type Filters, type Subject } from "./words.ts";

type Cause = Reply<"GET /api/diagnosis/causes">["causes"][number];
type Note = Cause["notes"][number];
const areas = ["work", "customers", "means"] as const;
const stale = ["/api/diagnosis/causes"];

/** The usual causes: numbers beside each, what was said for and against, and the way to a plan. */
export function CausesPart({ filters, period, subject }: { filters: Filters; period: string; subject: Subject }) {
  const t = useT();
  const query = useCall("GET /api/diagnosis/causes", { query: { period, ...whoseOf(filters) } });
  return (
    <div className="stack-l">
      <p className="muted small">{t("diagnosis.cause.hint")}</p>
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {({ causes }) =>
          areas.map((area) => (
            <section key={area} className="stack" aria-labelledby={`area-${area}`}>
              <h2 id={`area-${area}`}>{t(`diagnosis.cause.area.${area}`)}</h2>
              <div className="causes">
                {causes
                  .filter((one) => one.area === area)
                  .map((one) => (
                    <CauseCard key={one.problem} cause={one} filters={filters} period={period} subject={subject} />
                  ))}
              </div>
            </section>
          ))
        }
      </Loaded>
    </div>
  );
}

const tones = { likely: "attention", divided: "attention", unlikely: "good", unasked: "neutral" } as const;

function CauseCard({ cause, filters, period, subject }: { cause: Cause; filters: Filters; period: string; subject: Subject }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const [isOpen, open] = useState(false);
  const text = (part: string) => t(`diagnosis.problem.${cause.problem}.${part}`);
  const plan = new URLSearchParams({ period, ...whoseOf(filters), q: text("question"), part: "findings", cause: cause.problem }).toString();
  return (
    <article className="panel stack" aria-label={text("name")}>
      <div className="spread">
        <h3>{text("name")}</h3>
        <StatusTag kind={tones[cause.weighed]}>{t(`diagnosis.cause.weighed.${cause.weighed}`)}</StatusTag>
      </div>
      <ul className="rows">
        {cause.metrics.map(({ value, yoy }) => (
          <li key={value.of} className="spread">
            <span className="grow">{label(value.label)}</span>
            <span className="num">{format.value(value.value)}</span>
            <span className="num muted small">{t("diagnosis.cause.yoy", { value: format.value(yoy.value) })}</span>
          </li>
        ))}
      </ul>
      <p className="small">
        <b>{t("diagnosis.cause.ask")}</b> {text("ask")}
      </p>
      <p className="small">
        <b>{t("diagnosis.cause.first")}</b> {text("first")}
      </p>
      {cause.notes.map((note) => (
        <NoteLine key={note.id} note={note} />
      ))}
      <div className="row">
        <button type="button" className="button" onClick={() => open(true)}>
          {t("diagnosis.cause.add")}
        </button>
        <Link className="text-button" {...target(`/diagnosis?${plan}`)}>
          {t("diagnosis.cause.plan")}
        </Link>
        {cause.plans > 0 && <span className="muted small">{t("diagnosis.cause.plans", { count: cause.plans })}</span>}
      </div>
      {isOpen && <NewNote cause={cause} subject={subject} onClose={() => open(false)} />}
    </article>
  );
}

function NoteLine({ note }: { note: Note }) {
  const t = useT();
  const remove = useWrite("DELETE /api/diagnosis-notes/:id", stale);
  return (
    <blockquote className="note small">
      <p>{note.note}</p>
      <footer className="muted row">
        <span>
          {t(`diagnosis.cause.kind.${note.kind}`)} · {t(`diagnosis.cause.stance.${note.stance}`)} · {note.author} {note.notedOn}
        </span>
        {note.isMine && <RemoveButton name={note.note.slice(0, 20)} onRemove={() => remove.mutateAsync({ params: { id: note.id } })} />}
      </footer>
    </blockquote>
  );
}

const kinds = ["interview", "customer", "observation", "resource"] as const;
const stances = ["for", "against", "open"] as const;

function NewNote({ cause, subject, onClose }: { cause: Cause; subject: Subject; onClose: () => void }) {
  const t = useT();
  const { today } = usePrefs();
  const write = useWrite("POST /api/diagnosis-notes", stale);
  const [form, setForm] = useState({ id: newId(), kind: cause.area === "means" ? "resource" : "interview", stance: "for", note: "" });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const save = () => {
    const whose = subject.kind === "unit" ? { unit: subject.id } : { position: subject.id };
    const kind = kinds.find((one) => one === form.kind)!;
    const stance = stances.find((one) => one === form.stance)!;
    const body = { id: form.id, problem: cause.problem, kind, stance, note: form.note.trim(), notedOn: today, ...whose };
    write.mutate(
      { body },
      {
        onSuccess: () => {
          toast({ text: t("diagnosis.cause.added") });
          onClose();
        },
      },
    );
  };
  const foot = (
    <button type="button" className="button primary" disabled={form.note.trim() === "" || write.isPending} onClick={save}>
      {t("common.save")}
    </button>
  );
  return (
    <Modal open title={t("diagnosis.cause.addTo", { name: t(`diagnosis.problem.${cause.problem}.name`) })} onClose={onClose} foot={foot}>
      <div className="stack">
        <p className="muted small">{t("diagnosis.cause.private")}</p>
        <SelectField label={t("diagnosis.cause.kindLabel")} value={form.kind} of={kinds.map((one) => [one, t(`diagnosis.cause.kind.${one}`)])} onChange={(kind) => set({ kind })} />
        <SelectField label={t("diagnosis.cause.stanceLabel")} value={form.stance} of={stances.map((one) => [one, t(`diagnosis.cause.stance.${one}`)])} onChange={(stance) => set({ stance })} />
        <label className="field">
          <span className="label">{t("diagnosis.cause.note")}</span>
          <textarea className="input" rows={4} maxLength={2000} value={form.note} onChange={(event) => set({ note: event.target.value })} />
        </label>
        {write.error && <FormProblem error={write.error} />}
      </div>
    </Modal>
  );
} // prettier-ignore
