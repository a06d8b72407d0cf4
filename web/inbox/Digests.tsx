import { useState } from "react";
import { call, type Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { ConfirmFlow, Empty, Loaded, Modal, Skeleton, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { clock, minutesOf } from "./clock.ts";

type Digest = Reply<"GET /api/digests">["rows"][number];

/** My workbench as a message, or the totals of a unit for its group, on chosen days. */
export function Digests() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const query = useCall("GET /api/digests", {});
  return (
    <section className="panel stack" aria-label={t("inbox.tabs.digests")}>
      <div className="spread">
        <p className="muted">{t("inbox.digest.hint")}</p>
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          {t("inbox.digest.add")}
        </button>
      </div>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={3} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("inbox.digest.empty")}>{t("inbox.digest.emptyHint")}</Empty>}
      >
        {({ rows }) => (
          <ul className="rows">
            {rows.map((digest) => (
              <DigestLine key={digest.id} digest={digest} />
            ))}
          </ul>
        )}
      </Loaded>
      {isAdding && <DigestForm onClose={() => setAdding(false)} />}
    </section>
  );
}

function DigestLine({ digest }: { digest: Digest }) {
  const t = useT();
  const boardName = useBoardName();
  const [seen, setSeen] = useState<{ title: string; body: string } | null>(null);
  const remove = useWrite("DELETE /api/digests/:id", ["/api/digests"]);
  const day = digest.cadence === "weekly" ? t(`inbox.weekday.${digest.weekday ?? 1}`) : t(`inbox.cadence.${digest.cadence}`);
  const ways = [
    digest.robot ? t("inbox.digest.toGroup", { name: digest.robot.name }) : t("inbox.digest.toMe"),
    ...(digest.board ? [digest.board.name === null ? t("inbox.digest.boardGone") : boardName(digest.board)] : []),
    ...(digest.byMail ? [t("inbox.byMail")] : []),
    ...(digest.attachment === "none" ? [] : [t(`inbox.attachment.${digest.attachment}`)]),
  ];
  const preview = () =>
    call("POST /api/digests/:id/preview", { params: { id: digest.id } }).then(setSeen, (error: unknown) => toast({ error }));
  return (
    <li className="spread wrap">
      <span className="grow">
        {day} <span className="num">{clock(digest.atMinute)}</span> · {ways.join(" · ")}
      </span>
      <span className="row">
        <button type="button" className="button" onClick={() => void preview()}>
          {t("inbox.digest.preview")}
        </button>
        <button
          type="button"
          className="button plain"
          onClick={() => remove.mutate({ params: { id: digest.id } }, { onError: (error) => toast({ error }) })}
        >
          {t("inbox.remove")}
        </button>
      </span>
      {seen && (
        <Modal open title={seen.title} onClose={() => setSeen(null)}>
          <pre className="digest-text">{seen.body}</pre>
        </Modal>
      )}
    </li>
  );
}

function useBoardName() {
  const t = useT();
  return ({ id, name }: { id: string; name: string | null }) => t("inbox.digest.board", { name: name || t(`boards.library.${id}`) });
}

function DigestForm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const robots = useCall("GET /api/robots", {}).data?.rows ?? [];
  const boards = useCall("GET /api/dashboards", {}).data?.rows ?? [];
  const boardName = useBoardName();
  const settings = useCall("GET /api/notification-settings", {}).data;
  const save = useWrite("POST /api/digests", ["/api/digests"]);
  const [form, setForm] = useState({
    cadence: "daily",
    weekday: "1",
    at: "08:30",
    robot: "",
    board: "",
    byMail: false,
    attachment: "none",
  });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const confirm = () =>
    save.mutateAsync({
      body: {
        id: newId(),
        cadence: form.cadence as Digest["cadence"],
        weekday: form.cadence === "weekly" ? Number(form.weekday) : null,
        atMinute: minutesOf(form.at) ?? 510,
        robotId: form.robot || null,
        boardId: form.board || null,
        byMail: form.byMail && !form.robot,
        attachment: form.byMail && !form.robot ? (form.attachment as Digest["attachment"]) : "none",
      },
    });
  return (
    <ConfirmFlow open title={t("inbox.digest.add")} confirmLabel={t("common.save")} onConfirm={confirm} onClose={onClose}>
      <SelectField
        label={t("inbox.digest.when")}
        value={form.cadence}
        of={["daily", "weekly", "monthly"].map((one) => [one, t(`inbox.cadence.${one}`)])}
        onChange={(cadence) => set({ cadence })}
      />
      {form.cadence === "weekly" && (
        <SelectField
          label={t("inbox.digest.weekday")}
          value={form.weekday}
          of={["1", "2", "3", "4", "5", "6", "7"].map((one) => [one, t(`inbox.weekday.${one}`)])}
          onChange={(weekday) => set({ weekday })}
        />
      )}
      <label className="field">
        <span className="label">{t("inbox.digest.at")}</span>
        <input className="input" type="time" value={form.at} onChange={(event) => set({ at: event.target.value })} />
      </label>
      {robots.length > 0 && (
        <SelectField
          label={t("inbox.digest.to")}
          value={form.robot}
          of={[["", t("inbox.digest.toMe")], ...robots.map((one) => [one.id, t("inbox.digest.toGroup", { name: one.name })] as const)]}
          onChange={(robot) => set({ robot })}
        />
      )}
      {boards.length > 0 && (
        <SelectField
          label={t("inbox.digest.content")}
          value={form.board}
          of={[
            ["", t(form.robot ? "inbox.digest.totals" : "inbox.digest.workbench")],
            ...boards.map((one) => [one.id, boardName(one)] as const),
          ]}
          onChange={(board) => set({ board })}
        />
      )}
      {form.robot && form.board && <p className="small muted">{t("inbox.digest.groupBoard")}</p>}
      {settings?.hasMail && !form.robot && (
        <>
          <label className="row">
            <input type="checkbox" checked={form.byMail} onChange={(event) => set({ byMail: event.target.checked })} />
            {t("inbox.byMail")}
          </label>
          {form.byMail && (
            <SelectField
              label={t("inbox.digest.attachment")}
              value={form.attachment}
              of={["none", "pdf", "xlsx"].map((one) => [one, t(`inbox.attachment.${one}`)])}
              onChange={(attachment) => set({ attachment })}
            />
          )}
        </>
      )}
    </ConfirmFlow>
  );
}
