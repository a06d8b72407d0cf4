import "./admin.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { useWrite } from "../lib/query.ts";
import {
  ConfirmFlow,
  Empty,
  ErrorState,
  FormProblem,
  Modal,
  PageHeader,
  PersonPicker,
  Skeleton,
  StatusTag,
  TextField,
  toast,
} from "../ui/index.ts";
import { CompanyKeys } from "./CompanyKeys.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { stamp } from "./stamp.ts";

type User = Reply<"GET /api/users">["rows"][number];

/** 用户: logins of the company. Roles come with the post; passwords are chosen by their owners only. */
export default function UsersPage() {
  const t = useT();
  const [{ q = "" }, change] = useFilters<"q">();
  const [isInviting, invite] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const pages = useInfiniteQuery({
    queryKey: ["/api/users", q],
    queryFn: ({ pageParam }) => call("GET /api/users", { query: { q, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const users = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="page">
      <PageHeader
        title={t("nav.users")}
        subtitle={t("users.hint")}
        actions={
          <button type="button" className="button primary" onClick={() => invite(true)}>
            {t("users.invite")}
          </button>
        }
      />
      <search className="find-line">
        <TextField label={t("users.find")} value={q} onValue={(text) => change({ q: text })} type="search" />
      </search>
      {pages.error && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton lines={8} />}
      {pages.data && users.length === 0 && <Empty title={t("users.empty")}>{t("users.emptyHint")}</Empty>}
      {users.length > 0 && (
        <ul className="panel rows">
          {users.map((user) => (
            <Line key={user.id} user={user} onLink={setLink} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>
          {t("common.more")}
        </button>
      )}
      <CompanyKeys />
      {isInviting && <Invite onClose={() => invite(false)} onLink={setLink} />}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </div>
  );
}

function Line({ user, onLink }: { user: User; onLink: (link: string) => void }) {
  const t = useT();
  const me = useMe();
  const [isAsking, ask] = useState(false);
  const params = { id: user.id };
  const reset = useWrite("POST /api/users/:id/reset-link", ["/api/users"]);
  const disable = useWrite("POST /api/users/:id/disabling", ["/api/users"]);
  const enable = useWrite("DELETE /api/users/:id/disabling", ["/api/users"]);
  const isMe = user.id === me.userId;
  return (
    <li className="user-line">
      <span className="grow">
        <b>{user.name}</b> <span className="muted">{user.login}</span>
        <span className="row small">
          {user.roles.map((role) => (
            <StatusTag key={role}>{t(`role.${role}`)}</StatusTag>
          ))}
          {user.disabledAt && <StatusTag kind="danger">{t("users.disabled")}</StatusTag>}
          {!user.hasPassword && !user.disabledAt && <StatusTag kind="attention">{t("users.invited")}</StatusTag>}
          {user.totpEnabled && <StatusTag kind="good">{t("users.secondFactor")}</StatusTag>}
          <span className="muted">{user.lastSignIn ? t("users.last", { at: stamp(user.lastSignIn) }) : t("users.never")}</span>
        </span>
      </span>
      {!isMe && (
        <span className="row">
          <button
            type="button"
            className="button"
            onClick={() => reset.mutate({ params }, { onSuccess: (reply) => onLink(reply.link), onError: (error) => toast({ error }) })}
          >
            {t(user.hasPassword ? "users.reset" : "users.again")}
          </button>
          {user.disabledAt ? (
            <button type="button" className="button" onClick={() => enable.mutate({ params }, { onError: (error) => toast({ error }) })}>
              {t("users.enable")}
            </button>
          ) : (
            <button type="button" className="button danger" onClick={() => ask(true)}>
              {t("users.disable")}
            </button>
          )}
        </span>
      )}
      <ConfirmFlow
        open={isAsking}
        danger
        title={t("users.disableTitle", { name: user.name })}
        confirmLabel={t("users.disable")}
        onConfirm={() => disable.mutateAsync({ params })}
        onClose={() => ask(false)}
      >
        <p>{t("users.disableWhat")}</p>
      </ConfirmFlow>
    </li>
  );
}

function Invite({ onClose, onLink }: { onClose: () => void; onLink: (link: string) => void }) {
  const t = useT();
  const [person, setPerson] = useState<{ id: string; label: string } | null>(null);
  const [login, setLogin] = useState("");
  const save = useWrite("POST /api/users", ["/api/users"]);
  const submit = () =>
    person &&
    save.mutate(
      { body: { personId: person.id, login } },
      {
        onSuccess: (reply) => {
          onClose();
          onLink(reply.link);
        },
      },
    );
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={!person || login.trim().length < 2 || save.isPending} onClick={submit}>
        {t("users.makeLink")}
      </button>
    </>
  );
  return (
    <Modal open title={t("users.invite")} onClose={onClose} foot={foot}>
      <div className="stack">
        {person ? (
          <p>
            {t("users.forPerson", { name: person.label })}{" "}
            <button type="button" className="text-button" onClick={() => setPerson(null)}>
              {t("common.edit")}
            </button>
          </p>
        ) : (
          <PersonPicker label={t("users.person")} onPick={setPerson} />
        )}
        <TextField label={t("session.login")} hint={t("users.loginHint")} value={login} onValue={setLogin} autoComplete="off" />
        {save.error && <FormProblem error={save.error} />}
      </div>
    </Modal>
  );
}
