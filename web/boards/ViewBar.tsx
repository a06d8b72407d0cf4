import { useId } from "react";
import { alignments } from "#core/boards/align.ts";
import { dimensions } from "#core/boards/tile.ts";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { usePrefs } from "../lib/prefs.ts";
import { Icon, PeriodPicker, useFiscal } from "../ui/index.ts";
import type { Answers, ChangeView, Subject, View } from "./types.ts";

type Props = { view: View; change: ChangeView; answers: Answers | undefined };

/** Whose numbers, when, against what: all of it stands in the address. */
export function ViewBar({ view, change, answers }: Props) {
  const t = useT();
  const { today } = usePrefs();
  const fiscal = useFiscal();
  const period = periodIn(view.period, "quarter", today, fiscal).key;
  const isOwnDay = view.against !== undefined;
  return (
    <div className="board-bar no-print">
      {answers && <Whose answers={answers} change={change} />}
      <PeriodPicker value={period} onChange={(key) => change({ period: key })} kinds={["quarter", "month", "week", "half", "year"]} />
      <Choice
        label={t("boards.compareWith")}
        value={isOwnDay ? "against" : (view.compare ?? "tile")}
        options={["tile", "previous", "last-year", "against", "none"].map((one) => [one, t(`boards.compare.${one}`)])}
        onChange={(next) =>
          change({
            compare: next === "tile" || next === "against" ? "" : next,
            against: next === "against" ? `${Number(period.slice(0, 4)) - 1}-01-01` : "",
          })
        }
      />
      {isOwnDay && (
        <label className="board-choice">
          <span className="visually-hidden">{t("boards.againstDay")}</span>
          <input
            type="date"
            className="input"
            value={view.against}
            onChange={(event) => event.target.value !== "" && change({ against: event.target.value })}
          />
        </label>
      )}
      <Choice
        label={t("boards.align.label")}
        value={view.align ?? "date"}
        options={alignments.map((one) => [one, t(`boards.align.${one}`)])}
        onChange={(next) => change({ align: next === "date" ? "" : next })}
      />
    </div>
  );
}

type ChoiceProps = { label: string; value: string; options: readonly (readonly [string, string])[]; onChange: (next: string) => void };

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="board-choice">
      <label htmlFor={id} className="muted small">
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The way down to the subject and one step further. */
function Whose({ answers: { crumbs, subject, below }, change }: { answers: Answers; change: ChangeView }) {
  const t = useT();
  const go = ({ kind, id }: Subject) => change({ unit: "", position: "", [kind]: id });
  const others = below.filter((one) => one.id !== subject.id);
  return (
    <nav className="board-whose" aria-label={t("boards.whose")}>
      <ol className="board-crumbs">
        {crumbs.map((one) => (
          <li key={one.id}>
            {one.id === subject.id ? (
              <b aria-current="page">{one.name}</b>
            ) : (
              <button type="button" className="text-button" onClick={() => go(one)}>
                {one.name}
              </button>
            )}
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <select
          className="input"
          aria-label={t("boards.whose")}
          value=""
          onChange={(event) => {
            const next = others.find((one) => one.id === event.target.value);
            if (next) go(next);
          }}
        >
          <option value="">{t("metrics.below.pick")}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </nav>
  );
}

/** What the board is narrowed to, each to be taken off again. */
export function Chips({ view, change, said }: { view: View; change: ChangeView; said: string }) {
  const t = useT();
  const on = dimensions.filter((name) => view[name] !== undefined);
  const shown = (value: string) => (value === "-" ? t("boards.notGiven") : value);
  return (
    <>
      {on.length > 0 && (
        <div className="board-chips" role="group" aria-label={t("boards.chips")}>
          {on.map((name) => (
            <button
              key={name}
              type="button"
              className="board-chip"
              aria-label={t("boards.removeChip", { value: shown(view[name]!) })}
              onClick={() => change({ [name]: "" })}
            >
              {t("boards.chip", { dimension: t(`boards.split.${name}`), value: shown(view[name]!) })}
              <Icon name="close" size={12} />
            </button>
          ))}
          {on.length > 1 && (
            <button type="button" className="text-button small" onClick={() => change(Object.fromEntries(on.map((name) => [name, ""])))}>
              {t("boards.clear")}
            </button>
          )}
        </div>
      )}
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </>
  );
}
