import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { StatusTag } from "../ui/index.ts";
import type { Board, Change, Place } from "./words.ts";

type Props = { board: Board; change: Change; onCall: (place: Place) => void };

/** The place and those below: what they said, what they add up to, what the level above says instead. */
export function PlaceTable({ board, change, onCall }: Props) {
  const t = useT();
  const hasBelow = board.below.length > 0;
  return (
    <section className="panel stack" aria-labelledby="places">
      <h2 id="places">{t("forecast.places")}</h2>
      <div className="scroll-x">
        <table className="plain-table forecast-places">
          <thead>
            <tr>
              <th>{t("forecast.place")}</th>
              <th className="right">{t("forecast.submitted")}</th>
              {hasBelow && <th className="right wide-only">{t("forecast.rolledUp")}</th>}
              <th className="right wide-only">{t("forecast.overridden")}</th>
              <th className="right">{t("forecast.counts")}</th>
              <th className="right wide-only">{t("forecast.signed")}</th>
              <th className="right wide-only">{t("forecast.open")}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {[board.place, ...board.below].map((place, i) => (
              <Row key={place.id} place={place} isWhole={i === 0 && hasBelow} hasBelow={hasBelow} change={change} onCall={onCall} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type RowProps = { place: Place; isWhole: boolean; hasBelow: boolean; change: Change; onCall: (place: Place) => void };

function Row({ place, isWhole, hasBelow, change, onCall }: RowProps) {
  const t = useT();
  const format = useFormat();
  const { submitted, overridden, rolledUp, counts } = place;
  const money = (value: string | null | undefined) => (value == null ? "—" : format.money(value, 1));
  return (
    <tr className={isWhole ? "whole" : ""}>
      <td>
        {isWhole || !hasBelow ? (
          <b>{place.name}</b>
        ) : (
          <button type="button" className="forecast-link" onClick={() => change({ unit: "", position: "", [place.kind]: place.id })}>
            {place.name}
          </button>
        )}
        <br />
        <span className="muted small">
          {place.missing > 0 && place.kind === "unit" ? t("forecast.missing", { n: place.missing }) : place.detail}
        </span>
      </td>
      <td className="right num" title={submitted?.note}>
        {money(submitted?.commit)}
        {submitted?.best != null && <Second>{t("forecast.bestOf", { amount: money(submitted.best) })}</Second>}
        {submitted && <Second>{t("forecast.said", { by: submitted.by ?? place.name, on: submitted.madeOn })}</Second>}
      </td>
      {hasBelow && <td className="right num wide-only">{money(rolledUp?.commit)}</td>}
      <td className="right num wide-only" title={overridden?.note}>
        {money(overridden?.commit)}
        {overridden && <Second>{t("forecast.said", { by: overridden.by ?? "", on: overridden.madeOn })}</Second>}
      </td>
      <td className="right num">
        {counts === null ? <StatusTag kind="attention">{t("forecast.nothingSaid")}</StatusTag> : <b>{money(counts.commit)}</b>}
        {place.target !== null && <Second>{t("forecast.ofTarget", { amount: money(place.target) })}</Second>}
      </td>
      <td className="right num wide-only">{money(place.signed)}</td>
      <td className="right num wide-only">{money(place.open)}</td>
      <td className="right">
        {place.mayCall && (
          <button
            type="button"
            className="button"
            onClick={() => onCall(place)}
            aria-label={`${t(`forecast.act.${place.mayCall}`)} ${place.name}`}
          >
            {t(`forecast.act.${place.mayCall}`)}
          </button>
        )}
      </td>
    </tr>
  );
}

const Second = ({ children }: { children: string }) => (
  <>
    <br />
    <span className="muted small">{children}</span>
  </>
);
