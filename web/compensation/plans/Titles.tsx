import { useState } from "react";
import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useWrite } from "../../lib/query.ts";
import { ConfirmFlow, DateField, TextField, toast } from "../../ui/index.ts";
import { SelectField } from "../../ui/SelectField.tsx";
import { readValues, saidValues } from "./personal.ts";

type Title = Reply<"GET /api/plan-assignments">["titles"][number];
type Props = { titles: readonly Title[]; names: readonly string[] };

/** A plan for a whole title: newcomers have it from their first day. */
export function Titles({ titles, names }: Props) {
  const t = useT();
  const [chosen, choose] = useState<Title | null>(null);
  if (titles.length === 0 || names.length === 0) return null;
  return (
    <details>
      <summary>{t("plan.titles.summary", { count: titles.filter(({ planName }) => planName !== null).length })}</summary>
      <p className="small muted">{t("plan.titles.hint")}</p>
      <ul className="rows">
        {titles.map((one) => (
          <li key={one.title} className="spread">
            <span>
              {t("plan.titles.line", { title: one.title, seats: one.seats })}{" "}
              <span className="muted small">
                {one.planName ? t("plan.titles.has", { plan: one.planName, from: one.from, values: saidValues(one.personal) }) : t("plan.titles.none")}
              </span>
            </span>
            <button type="button" className="text-button" onClick={() => choose(one)}>
              {t("plan.titles.change", { title: one.title })}
            </button>
          </li>
        ))}
      </ul>
      {chosen && <TitleDialog title={chosen} names={names} onClose={() => choose(null)} />}
    </details>
  );
} // prettier-ignore

const NONE = "";

function TitleDialog({ title, names, onClose }: { title: Title; names: readonly string[]; onClose: () => void }) {
  const t = useT();
  const { today } = usePrefs();
  const [planName, choose] = useState(title.planName ?? names[0] ?? NONE);
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [personal, setPersonal] = useState(saidValues(title.personal));
  const write = useWrite("PUT /api/plan-titles", ["/api/plan-assignments", "/api/plans", "/api/statements", "/api/pay-periods"]);
  const save = async () => {
    const { seats } = await write.mutateAsync({ body: { title: title.title, planName: planName === NONE ? null : planName, from, personal: readValues(personal) } });
    toast({ text: t("plan.titles.saved", { count: seats }) });
  };
  const label = t("plan.titles.change", { title: title.title });
  return (
    <ConfirmFlow open title={label} confirmLabel={t("common.save")} onConfirm={save} onClose={onClose}>
      <SelectField label={t("plan.name")} value={planName} of={[...names.map((name) => [name, name] as const), [NONE, t("plan.titles.noPlan")] as const]} onChange={choose} />
      <DateField label={t("plan.validFrom")} value={from} onValue={setFrom} />
      <TextField label={t("plan.titles.values")} hint={t("plan.personalHint")} value={personal} onValue={setPersonal} />
    </ConfirmFlow>
  );
} // prettier-ignore
