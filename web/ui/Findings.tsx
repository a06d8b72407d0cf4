import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useLabel, useT, type Label } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { ExplainButton, type Explanation } from "./Explain.tsx";
import { StatusTag } from "./StatusTag.tsx";

/** Mirrors core/diagnosis: one cause in plain words with its proof and one next step. */
export type Finding = {
  readonly key: string;
  readonly tone: "problem" | "strength";
  readonly title: Label;
  readonly amount: string | null;
  readonly explanation: Explanation;
  readonly next: { readonly label: Label; readonly path: string };
  readonly caution: Label | null;
};
type Choice = { readonly keys: readonly string[]; readonly onChange: (keys: readonly string[]) => void };

/** Findings in the given order, each with 怎么算的 and where to go; with `choice` they can be taken along. */
export function Findings({ findings, choice }: { findings: readonly Finding[]; choice?: Choice }) {
  return (
    <ul className="rows findings">
      {findings.map((one) => (
        <Line key={one.key} finding={one} {...(choice && { choice })} />
      ))}
    </ul>
  );
}

function Line({ finding, choice }: { finding: Finding; choice?: Choice }) {
  const t = useT();
  const label = useLabel();
  const id = useId();
  const title = label(finding.title);
  return (
    <li className="spread">
      <span className="row grow finding">
        {choice && (
          <input
            id={id}
            type="checkbox"
            aria-label={t("diagnosis.choose", { title })}
            checked={choice.keys.includes(finding.key)}
            onChange={(event) =>
              choice.onChange(event.target.checked ? [...choice.keys, finding.key] : choice.keys.filter((key) => key !== finding.key))
            }
          />
        )}
        <StatusTag kind={finding.tone === "problem" ? "attention" : "good"}>{t(`diagnosis.tone.${finding.tone}`)}</StatusTag>
        <span className="grow">
          {choice ? <label htmlFor={id}>{title}</label> : title}
          {finding.caution && <span className="muted small"> {label(finding.caution)}</span>}
        </span>
      </span>
      <span className="row no-print">
        <ExplainButton explain={finding.explanation} subject={title} />
        <Link className="button" {...target(finding.next.path)}>
          {label(finding.next.label)}
        </Link>
      </span>
    </li>
  );
}
