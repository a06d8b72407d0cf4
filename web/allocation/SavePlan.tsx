import { useState } from "react";
import type { Move } from "#core/allocation/territory.ts";
import { movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, TextField, toast } from "../ui/index.ts";
import type { Plan } from "./TerritoryPage.tsx";

type Props = {
  rootId: string;
  open: Plan | null;
  moves: readonly Move[];
  effectiveOn: string;
  onDate: (day: string) => void;
  onSaved: (plan: Plan) => void;
  onClear: () => void;
};

/** Names and dates the moves chosen so far; nothing changes hands by saving. */
export function SavePlan({ rootId, open, moves, effectiveOn, onDate, onSaved, onClear }: Props) {
  const t = useT();
  const [name, setName] = useState(open?.name ?? "");
  const [version, setVersion] = useState(open?.version ?? 0);
  const make = useWrite("POST /api/territory-plans", ["/api/territories"]);
  const change = useWrite("PUT /api/territory-plans/:id", ["/api/territories"]);
  const error = open ? change.error : make.error;
  const isGood = name.trim() !== "" && /^\d{4}-\d\d-\d\d$/.test(effectiveOn);
  const save = async () => {
    const body = { name, effectiveOn, moves: [...moves] };
    try {
      const saved = open
        ? await change.mutateAsync({ params: { id: open.id }, body: { ...body, version } })
        : await make.mutateAsync({ body: { id: newId(), rootId, ...body } });
      onSaved({ ...saved, name, effectiveOn, moves: moves.map((move) => ({ ...move, fromId: "" })), createdBy: null, appliedAt: null });
      toast({ text: t("territory.saved", { name }) });
    } catch (refused) {
      const now = movedTo<{ version: number }>(refused);
      if (now) setVersion(now.version);
    }
  };
  return (
    <form
      className="panel stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) void save();
      }}
    >
      <b>{t("territory.planned", { count: moves.length })}</b>
      <div className="row plan-line">
        <TextField label={t("territory.name")} value={name} maxLength={60} onValue={setName} />
        <DateField label={t("territory.effectiveOn")} value={effectiveOn} onValue={onDate} />
        <button type="submit" className="button primary" disabled={!isGood || make.isPending || change.isPending}>
          {t("territory.save")}
        </button>
        <button type="button" className="button" onClick={onClear}>
          {t("territory.clear")}
        </button>
      </div>
      {error && <FormProblem error={error} />}
    </form>
  );
}
