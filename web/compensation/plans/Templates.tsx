import { lazy, Suspense, useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { templates } from "../templates.ts";

const MiniCurve = lazy(() => import("./MiniCurve.tsx"));
const names = Object.keys(templates) as (keyof typeof templates)[];

/** Plans to begin with, each with whom it is for and how it pays; choosing one is a step that can be taken back. */
export function Templates({ onChoose }: { onChoose: (text: string) => void }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const choose = (name: keyof typeof templates) => {
    onChoose(templates[name]);
    open(false);
  };
  return (
    <details open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t("plan.trial.template")}</summary>
      <div className="plan-cards">
        {names.map((name) => (
          <button key={name} type="button" className="plan-card" onClick={() => choose(name)}>
            <strong>{t(`plan.trial.templates.${name}`)}</strong>
            <span className="small muted">{t(`plan.trial.templateFor.${name}`)}</span>
            {isOpen && (
              <Suspense fallback={<span className="mini-curve" />}>
                <MiniCurve text={templates[name]} />
              </Suspense>
            )}
          </button>
        ))}
      </div>
    </details>
  );
}
