import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { ConfirmFlow } from "./ConfirmFlow.tsx";

type Props = { name: string; onRemove: () => Promise<unknown> };

/** Takes one thing out of a list for good: asks once, by its name. */
export function RemoveButton({ name, onRemove }: Props) {
  const t = useT();
  const [isOpen, open] = useState(false);
  return (
    <>
      <button type="button" className="text-button" onClick={() => open(true)}>
        {t("common.remove")}
      </button>
      {isOpen && (
        <ConfirmFlow
          open
          danger
          title={t("common.removeOne", { name })}
          confirmLabel={t("common.remove")}
          onConfirm={onRemove}
          onClose={() => open(false)}
        >
          <p>{t("common.removeHint")}</p>
        </ConfirmFlow>
      )}
    </>
  );
}
