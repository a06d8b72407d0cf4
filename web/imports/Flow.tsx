import "./imports.css";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { Icon, PageHeader } from "../ui/index.ts";
import { steps, type Step } from "./types.ts";

type Props = { step: Step; title: string; subtitle?: ReactNode; children: ReactNode };

/** One decision per screen; the steps stand left, or above on a phone. */
export function Flow({ step, title, subtitle, children }: Props) {
  const t = useT();
  const at = steps.indexOf(step);
  // Newer browsers answer a promise here: it must not be taken for a clean-up.
  useEffect(() => void window.scrollTo({ top: 0 }), [step]);
  return (
    <div className="page">
      <PageHeader title={title} subtitle={subtitle} />
      <div className="import-flow">
        <ol className="import-steps" aria-label={t("imports.steps.label")}>
          {steps.map((one, i) => (
            <li key={one} aria-current={i === at ? "step" : undefined}>
              <span className="mark">{i < at ? <Icon name="check" size={12} /> : i + 1}</span>
              <span className="word">{t(`imports.steps.${one}`)}</span>
            </li>
          ))}
        </ol>
        <div className="stack-l">{children}</div>
      </div>
    </div>
  );
}
