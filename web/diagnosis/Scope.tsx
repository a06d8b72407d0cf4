import { useId } from "react";
import { useT } from "../lib/i18n.ts";
import { PersonPicker } from "../ui/index.ts";
import type { Diagnosis, Subject } from "./words.ts";

type Props = { found: Diagnosis; onPick: (next: Pick<Subject, "kind" | "id">) => void };

/** Whom the diagnosis is about: the way down from the widest unit in reach, who is below, anybody by name. */
export function Scope({ found: { crumbs, below, subject }, onPick }: Props) {
  const t = useT();
  const id = useId();
  return (
    <div className="scope">
      <nav aria-label={t("diagnosis.scope.crumbs")}>
        <ol className="scope-path">
          {crumbs.map((one) => (
            <li key={one.id}>
              {one.id === subject.id ? (
                <b aria-current="page">{one.name}</b>
              ) : (
                <button type="button" className="text-button" onClick={() => onPick(one)}>
                  {one.name}
                </button>
              )}
            </li>
          ))}
        </ol>
        {subject.detail && <p className="muted small">{subject.detail}</p>}
      </nav>
      {below.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{t("diagnosis.scope.label")}</label>
          <select id={id} className="input" value="" onChange={(event) => pick(event.target.value)}>
            <option value="">{t("diagnosis.scope.below")}</option>
            {below.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {(crumbs.length > 1 || below.length > 0) && (
        <PersonPicker
          label={t("diagnosis.scope.find")}
          onPick={({ positionId }) => positionId && onPick({ kind: "position", id: positionId })}
        />
      )}
    </div>
  );

  function pick(chosen: string) {
    const next = below.find((one) => one.id === chosen);
    if (next) onPick(next);
  }
}
