import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, Icon, Modal, PersonPicker, toast } from "../ui/index.ts";
import type { Board } from "./types.ts";
import { Choice } from "./ViewBar.tsx";
import { useWords } from "./words.ts";

type Share = Board["shares"][number];
const roles = ["rep", "manager", "director", "executive", "hr", "finance"] as const;
/** Roles whose reach is the whole company may share with a role. */
const widest = new Set<string>(["hr", "finance", "executive"]);
const same = (a: Share, b: Share) =>
  a.kind === "unit" ? b.kind === "unit" && a.unitId === b.unitId : b.kind === "role" && a.role === b.role;

/** With whom the board is shared to read; what each of them sees stays his own reach. */
export function ShareDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const [shares, setShares] = useState<readonly Share[]>(board.shares);
  const save = useWrite("PUT /api/dashboards/:id/shares", ["/api/dashboards"]);
  const add = (share: Share) => setShares([...shares.filter((one) => !same(one, share)), share]);
  const nameOf = (share: Share) => (share.kind === "role" ? t(`role.${share.role}`) : share.name);
  const body = {
    version: board.version,
    shares: shares.map((one) => (one.kind === "unit" ? { kind: one.kind, unitId: one.unitId } : { kind: one.kind, role: one.role })),
  };
  const put = () =>
    save.mutate({ params: { id: board.id }, body }, { onSuccess: () => (toast({ text: t("boards.share.saved") }), onClose()) });
  return (
    <Modal
      open
      title={t("boards.share.title", { name: words.board(board) })}
      onClose={onClose}
      foot={
        <button type="button" className="button primary" disabled={save.isPending} onClick={put}>
          {t("boards.share.save")}
        </button>
      }
    >
      <div className="stack">
        <p className="muted">{t("boards.share.hint")}</p>
        {shares.length === 0 && <p>{t("boards.share.nobody")}</p>}
        <ul className="rows">
          {shares.map((share) => (
            <li key={nameOf(share)} className="spread">
              <span>{nameOf(share)}</span>
              <button
                type="button"
                className="button plain icon"
                aria-label={t("boards.share.remove", { name: nameOf(share) })}
                onClick={() => setShares(shares.filter((one) => !same(one, share)))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <PersonPicker
          kind="unit"
          label={t("boards.share.unit")}
          placeholder={t("palette.kind.unit")}
          onPick={({ id, label }) => add({ kind: "unit", unitId: id, name: label })}
        />
        {me.roles.some((role) => widest.has(role)) && (
          <Choice
            label={t("boards.share.role")}
            value=""
            options={[["", "—"], ...roles.map((role) => [role, t(`role.${role}`)] as const)]}
            onChange={(role) => role !== "" && add({ kind: "role", role: role as (typeof roles)[number], name: "" })}
          />
        )}
        <FormProblem error={save.error} />
      </div>
    </Modal>
  );
}
