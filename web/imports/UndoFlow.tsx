import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, toast } from "../ui/index.ts";
import type { Summary } from "./types.ts";

/** Says what will be taken back before it is; stays open with the reason when it cannot be. */
export function UndoFlow({ found, open, onClose }: { found: Summary; open: boolean; onClose: () => void }) {
  const t = useT();
  const undo = useWrite("POST /api/imports/:id/undoing", ["/api"]);
  const confirm = async () => {
    await undo.mutateAsync({ params: { id: found.id } });
    toast({ text: t("imports.undone") });
  };
  return (
    <ConfirmFlow open={open} title={t("imports.undoTitle")} confirmLabel={t("imports.undo")} danger onConfirm={confirm} onClose={onClose}>
      <p>{t("imports.undoText", { file: found.fileName, new: found.new, changed: found.changed })}</p>
    </ConfirmFlow>
  );
}
