import { useState } from "react";
import { movedTo } from "../lib/client.ts";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { readValue } from "../lib/points.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, FormProblem, StatusTag } from "../ui/index.ts";

type Talk = Reply<"GET /api/team/:positionId">["talks"][number];

/** Earlier talks with the facts as they stood then. */
export function TalkList({ talks }: { talks: readonly Talk[] }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="earlier">
      <h2 id="earlier">{t("coaching.earlier")}</h2>
      {talks.length === 0 && <Empty title={t("coaching.noTalks")}>{t("coaching.noTalksHint")}</Empty>}
      {talks.map((talk) => (
        <OneTalk key={talk.id} talk={talk} />
      ))}
    </section>
  );
}

function OneTalk({ talk }: { talk: Talk }) {
  const t = useT();
  const format = useFormat();
  const label = useLabel();
  const [isEditing, setEditing] = useState(false);
  return (
    <article className="talk stack">
      <div className="spread">
        <h3>{t("coaching.talkOf", { day: format.day(talk.heldOn), name: talk.managerName })}</h3>
        {talk.isMine && !isEditing && (
          <button type="button" className="text-button small" onClick={() => setEditing(true)}>
            {t("coaching.correct")}
          </button>
        )}
      </div>
      {isEditing ? <Correction talk={talk} onDone={() => setEditing(false)} /> : talk.notes && <p className="notes">{talk.notes}</p>}
      <ul className="stack-s">
        {talk.actions.map((one) => (
          <li key={one.id} className="row">
            <StatusTag kind={one.isDone ? "good" : "neutral"}>{t(one.isDone ? "actions.isDone" : "actions.isOpen")}</StatusTag>
            <span>{one.title}</span>
            <span className="muted small num">{one.dueOn}</span>
            {one.result && <span className="muted small">{one.result}</span>}
          </li>
        ))}
      </ul>
      {talk.facts.length > 0 && (
        <p className="muted small">
          {t("coaching.then")}{" "}
          {talk.facts
            .slice(0, 4)
            .map((fact) => `${label(fact.label)} ${format.value(readValue(fact))}`)
            .join(" · ")}
        </p>
      )}
    </article>
  );
}

/** Corrects one's own notes; when somebody was faster, what was typed stays and the present text stands beside it. */
function Correction({ talk, onDone }: { talk: Talk; onDone: () => void }) {
  const t = useT();
  const [notes, setNotes] = useState(talk.notes);
  const save = useWrite("PATCH /api/one-on-ones/:id", ["/api/team"]);
  const present = movedTo<Talk>(save.error);
  const submit = () => save.mutate({ params: { id: talk.id }, body: { version: (present ?? talk).version, notes } }, { onSuccess: onDone });
  return (
    <div className="stack">
      <textarea
        className="input"
        rows={4}
        aria-label={t("coaching.notes")}
        value={notes}
        maxLength={10_000}
        onChange={(event) => setNotes(event.target.value)}
      />
      {save.error && <FormProblem error={save.error} />}
      {present && (
        <blockquote className="notes muted">
          <b>{t("coaching.present")}</b> {present.notes}
        </blockquote>
      )}
      <div className="row">
        <button type="button" className="button primary" onClick={submit} disabled={save.isPending}>
          {t("common.save")}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </div>
  );
}
