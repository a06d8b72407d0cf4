import { useT } from "../lib/i18n.ts";
import type { Desk } from "./assumptions.ts";
import { undoApplication } from "./undo.ts";

/** The last scenario written into the draft, with the way back while nobody has gone on from it. */
export function Applied({ desk }: { desk: Desk }) {
  const t = useT();
  const last = desk.applications.find((one) => one.mayUndo);
  if (!last) return null;
  return (
    <p className="panel spread">
      <span>{t("allocation.lastApplied", { by: last.by ?? "", scenario: last.scenario })}</span>
      <button type="button" className="button" onClick={() => void undoApplication(last.id, t("allocation.undone"))}>
        {t("allocation.undo")}
      </button>
    </p>
  );
}
