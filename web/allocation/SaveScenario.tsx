import { useState } from "react";
import { movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import type { Assumptions, Desk, Scenario } from "./assumptions.ts";

type Props = { desk: Desk; open: Scenario | null; assumptions: Assumptions; onSaved: (scenario: Scenario) => void; onClose: () => void };
type Moved = { name: string; version: number };

/** A new scenario, or a change of the one that is open; somebody faster is shown, and what was typed is kept. */
export function SaveScenario({ desk, open, assumptions, onSaved, onClose }: Props) {
  const t = useT();
  const [name, setName] = useState(open?.name ?? "");
  const [id] = useState(newId);
  const [version, setVersion] = useState(open?.version ?? 0);
  const make = useWrite("POST /api/allocation-scenarios", ["/api/allocation"]);
  const change = useWrite("PUT /api/allocation-scenarios/:id", ["/api/allocation"]);
  const error = open ? change.error : make.error;
  const moved = movedTo<Moved>(error);
  const save = async () => {
    const kept = { rootId: desk.root.id, rootName: desk.root.name, createdBy: open?.createdBy ?? null, name, assumptions };
    try {
      const saved = open
        ? await change.mutateAsync({ params: { id: open.id }, body: { name, assumptions, version } })
        : await make.mutateAsync({ body: { id, metric: desk.metric, year: desk.year, rootId: desk.root.id, name, assumptions } });
      onSaved({ ...kept, ...saved });
      toast({ text: t("allocation.saved", { name }) });
      onClose();
    } catch (refused) {
      const now = movedTo<Moved>(refused);
      if (now) setVersion(now.version);
    }
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button
        type="submit"
        form="save-scenario"
        className="button primary"
        disabled={name.trim() === "" || make.isPending || change.isPending}
      >
        {t("common.save")}
      </button>
    </>
  );
  return (
    <Modal open title={t(open ? "allocation.saveChanges" : "allocation.saveTitle")} onClose={onClose} foot={foot}>
      <form
        id="save-scenario"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") void save();
        }}
      >
        <TextField label={t("allocation.name")} value={name} maxLength={60} onValue={setName} data-autofocus />
        {moved ? <p role="alert">{t("allocation.moved", { name: moved.name })}</p> : error && <FormProblem error={error} />}
      </form>
    </Modal>
  );
}
