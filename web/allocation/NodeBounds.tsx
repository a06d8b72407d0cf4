import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { typed } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import { DateField, Modal, TextField } from "../ui/index.ts";
import type { Form, Line } from "./assumptions.ts";

export type Bounds = { readonly floor: string; readonly cap: string; readonly hireFrom: string };

/** What a node has been given by hand. */
export const boundsOf = (form: Pick<Form, "bounds" | "hires">, node: string): Bounds => {
  const bound = form.bounds.find((one) => one.node === node);
  return { floor: bound?.floor ?? "", cap: bound?.cap ?? "", hireFrom: form.hires.find((one) => one.node === node)?.from ?? "" };
};

/** The form with one node's bounds and planned start changed; empty fields take them away. */
export function withBounds(form: Form, node: string, { floor, cap, hireFrom }: Bounds): Form {
  const others = form.bounds.filter((one) => one.node !== node);
  const own = { node, ...(floor !== "" && { floor }), ...(cap !== "" && { cap }) };
  const hires = form.hires.filter((one) => one.node !== node);
  return {
    ...form,
    bounds: floor === "" && cap === "" ? others : [...others, own],
    hires: hireFrom === "" ? hires : [...hires, { node, from: hireFrom }],
  };
}

type Props = { line: Line; form: Form; year: number; onSave: (bounds: Bounds) => void; onClose: () => void };

/** 下限、上限 of one unit or seat, and for a vacant seat the day somebody is planned to start. */
export function NodeBounds({ line, form, year, onSave, onClose }: Props) {
  const t = useT();
  const [given, setGiven] = useState(() => boundsOf(form, line.id));
  const name = line.name || t("allocation.vacant");
  const read = (text: string): string | null => (text.trim() === "" ? "" : typed(text));
  const [floor, cap] = [read(given.floor), read(given.cap)];
  const isCrossed = !!floor && !!cap && parseAmount(floor)! > parseAmount(cap)!;
  const isBad = floor === null || cap === null || isCrossed;
  const isVacant = line.kind === "position" && line.name === "";
  const hint = (read: string | null, crossed = false) => {
    if (read === null) return { hint: t("allocation.boundUnreadable") };
    return crossed ? { hint: t("allocation.boundsCrossed") } : {};
  };
  const foot = (
    <button
      type="button"
      className="button primary"
      disabled={isBad}
      onClick={() => onSave({ floor: floor!, cap: cap!, hireFrom: given.hireFrom })}
    >
      {t("common.save")}
    </button>
  );
  return (
    <Modal open title={t("allocation.boundsOf", { name })} onClose={onClose} foot={foot}>
      <div className="stack">
        <TextField
          label={t("allocation.floor")}
          inputMode="decimal"
          value={given.floor}
          aria-invalid={floor === null || isCrossed}
          {...hint(floor, isCrossed)}
          onValue={(next) => setGiven({ ...given, floor: next })}
        />
        <TextField
          label={t("allocation.cap")}
          inputMode="decimal"
          value={given.cap}
          aria-invalid={cap === null}
          {...hint(cap)}
          onValue={(next) => setGiven({ ...given, cap: next })}
        />
        {isVacant && (
          <DateField
            label={t("allocation.hireFrom")}
            value={given.hireFrom}
            min={`${year - 1}-01-01`}
            onValue={(hireFrom) => setGiven({ ...given, hireFrom })}
          />
        )}
        {isVacant && <p className="small muted">{t("allocation.hireHint")}</p>}
      </div>
    </Modal>
  );
}
