import { lazy, Suspense, useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { templates, templatesIn, type TemplateName } from "../templates.ts";
import { useChinese } from "./form/Parts.tsx";

const MiniCurve = lazy(() => import("./MiniCurve.tsx"));
const names = Object.keys(templates) as TemplateName[];

/** Plans to begin with, each with whom it is for and how it pays; choosing one is a step that can be taken back. */
export function Templates({ onChoose }: { onChoose: (text: string) => void }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const texts = templatesIn(useChinese());
  const choose = (name: TemplateName) => {
    onChoose(texts[name]);
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
                <MiniCurve text={texts[name]} />
              </Suspense>
            )}
          </button>
        ))}
      </div>
    </details>
  );
}
