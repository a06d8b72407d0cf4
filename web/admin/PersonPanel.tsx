import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { ConfirmFlow, DateField, Loaded, SidePanel, Skeleton, StatusTag, TextField, toast } from "../ui/index.ts";
import type { Unit } from "./OrganisationPage.tsx";
import { PostForm } from "./PostForm.tsx";

export type Person = Reply<"GET /api/people/:id">;
const stale = ["/api/people", "/api/units", "/api/organisation", "/api/team", "/api/home", "/api/users"];

/** One person: posts, managers and roles over time, with the moves that are possible. */
export function PersonPanel({ personId, units, onClose }: { personId: string | null; units: readonly Unit[]; onClose: () => void }) {
  const query = useCall("GET /api/people/:id", { params: { id: personId ?? "" } }, { enabled: personId !== null, keep: false });
  return (
    <SidePanel open={personId !== null} title={query.data ? `${query.data.person.name} ${query.data.person.code}` : ""} onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => <Body data={data} units={units} />}
      </Loaded>
    </SidePanel>
  );
}

function Body({ data, units }: { data: Person; units: readonly Unit[] }) {
  const t = useT();
  const { today } = usePrefs();
  const [asking, ask] = useState<"move" | "leave" | null>(null);
  const [on, setOn] = useState(today);
  const leaving = useWrite("POST /api/people/:id/leaving", stale);
  const { person, posts, roles } = data;
  const isHere = person.leftOn === null;
  return (
    <div className="stack">
      <p className="row">
        <StatusTag kind={isHere ? "good" : "neutral"}>
          {isHere ? t("organisation.here") : t("organisation.left", { on: person.leftOn! })}
        </StatusTag>
        {person.hiredOn && <span className="muted small">{t("organisation.hiredOn", { on: person.hiredOn })}</span>}
        {!data.hasUser && <StatusTag kind="attention">{t("organisation.noLogin")}</StatusTag>}
      </p>
      {(person.email || person.phone) && <p className="muted">{[person.phone, person.email].filter(Boolean).join(" · ")}</p>}
      <Contact data={data} />
      <h3>{t("organisation.posts")}</h3>
      <ol className="rows">
        {posts.map((post) => (
          <li key={`${post.positionId}${post.from}`}>
            <b>{post.title}</b> {post.unitName}
            <div className="muted small num">
              {post.from} ~ {post.to ?? t("organisation.now")}
              {post.managerName && ` · ${t("organisation.reportsTo", { name: post.managerName })}`}
            </div>
          </li>
        ))}
      </ol>
      <h3>{t("organisation.roles")}</h3>
      <ol className="rows">
        {roles.map((one) => (
          <li key={one.role + one.from}>
            {t(`role.${one.role}`)} · {one.unitName}{" "}
            <span className="muted small num">
              {one.from} ~ {one.to ?? t("organisation.now")}
            </span>
          </li>
        ))}
      </ol>
      {data.mayWrite && isHere && (
        <div className="row">
          <button type="button" className="button primary" onClick={() => ask("move")}>
            {t("organisation.transfer")}
          </button>
          <button type="button" className="button danger" onClick={() => ask("leave")}>
            {t("organisation.leave")}
          </button>
        </div>
      )}
      {asking === "move" && <PostForm units={units} person={data} onClose={() => ask(null)} />}
      <ConfirmFlow
        open={asking === "leave"}
        danger
        title={t("organisation.leaveTitle", { name: person.name })}
        confirmLabel={t("organisation.leave")}
        onConfirm={() => leaving.mutateAsync({ params: { id: person.id }, body: { version: person.version, on } })}
        onClose={() => ask(null)}
      >
        <DateField label={t("organisation.leaveOn")} hint={t("organisation.leaveHint")} value={on} onValue={setOn} />
        <p>{t("organisation.leaveWhat")}</p>
      </ConfirmFlow>
    </div>
  );
}

function Contact({ data: { person, mayWrite } }: { data: Person }) {
  const t = useT();
  const [form, setForm] = useState({ phone: person.phone ?? "", email: person.email ?? "" });
  const save = useWrite("PATCH /api/people/:id", stale);
  if (!mayWrite) return null;
  const submit = () =>
    save.mutate(
      { params: { id: person.id }, body: { version: person.version, phone: form.phone || null, email: form.email || null } },
      { onSuccess: () => toast({ text: t("organisation.saved") }), onError: (error) => toast({ error }) },
    );
  return (
    <details>
      <summary className="small">{t("organisation.contact")}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField label={t("organisation.phone")} type="tel" value={form.phone} onValue={(phone) => setForm({ ...form, phone })} />
        <TextField label={t("organisation.email")} type="email" value={form.email} onValue={(email) => setForm({ ...form, email })} />
        <button type="submit" className="button" disabled={save.isPending}>
          {t("common.save")}
        </button>
      </form>
    </details>
  );
}
