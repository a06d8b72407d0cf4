import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { PersonPicker } from "../ui/index.ts";
import { placeOf, type Overview, type Subject } from "./words.ts";

type Props = { overview: Overview; onPick: (next: Pick<Subject, "kind" | "id">) => void };

/** Whose numbers these are: the way down from the widest unit in reach, what is below, and any person by name. */
export function Whose({ overview: { crumbs, below, subject, period }, onPick }: Props) {
  const t = useT();
  const id = useId();
  const hasOthers = crumbs.length > 1 || below.length > 0;
  return (
    <div className="whose">
      <nav aria-label={t("metrics.crumbs")}>
        <ol className="crumbs">
          {crumbs.map((one) => (
            <li key={one.id}>
              {one.id === subject.id ? (
                <b aria-current="page">{one.name}</b>
              ) : (
                <Link {...target(placeOf(one, period.key))}>{one.name}</Link>
              )}
            </li>
          ))}
        </ol>
        {subject.detail && <p className="muted small">{subject.detail}</p>}
      </nav>
      {below.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{t("metrics.whose")}</label>
          <select id={id} className="input" value="" onChange={(event) => pick(event.target.value)}>
            <option value="">{t("metrics.below.pick")}</option>
            {below.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {hasOthers && (
        <PersonPicker label={t("metrics.find")} onPick={({ positionId }) => positionId && onPick({ kind: "position", id: positionId })} />
      )}
    </div>
  );

  function pick(chosen: string) {
    const next = below.find((one) => one.id === chosen);
    if (next) onPick(next);
  }
}
