import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ExplainButton, StatusTag } from "../ui/index.ts";
import { Curve, type Line } from "./Curve.tsx";

/** One row a KPI: what was asked, what came, the scoring function with today's dot, the points. */
export function ScoreLines({ card }: { card: Reply<"GET /api/scorecards/:positionId"> }) {
  const t = useT();
  return (
    <section className="panel">
      <h2>{t("appraisal.lines")}</h2>
      <ul className="score-lines">
        {card.lines.map((line, i) => (
          <ScoreLine key={line.code} line={line} explanation={card.explanation.parts?.[i]} />
        ))}
      </ul>
    </section>
  );
}

type Explanation = Reply<"GET /api/scorecards/:positionId">["explanation"];

function ScoreLine({ line, explanation }: { line: Line; explanation: Explanation | undefined }) {
  const t = useT();
  return (
    <li>
      <span className="title">
        <b>{line.name}</b>
        <span className="muted small">
          {" "}
          {t("appraisal.weight")} <span className="num">{line.weight}</span>
        </span>
        {line.isCapped && (
          <>
            {" "}
            <StatusTag kind="info">{t("appraisal.capped")}</StatusTag>
          </>
        )}
      </span>
      {line.whyNot ? (
        <span className="why">
          <StatusTag kind="attention">{t(`appraisal.why.${line.whyNot}`)}</StatusTag>
        </span>
      ) : (
        <Numbers line={line} />
      )}
      {line.score !== null && <Points line={line} explanation={explanation} />}
    </li>
  );
}

function Numbers({ line }: { line: Line }) {
  const t = useT();
  const format = useFormat();
  const cell = (key: string, text: string, exact?: string) => (
    <dl>
      <dt>{t(`appraisal.${key}`)}</dt>
      <dd className="num" title={exact}>
        {text}
      </dd>
    </dl>
  );
  return (
    <>
      {cell("actual", format.value(line.actual), format.valueExact(line.actual))}
      {cell("target", format.value(line.target), format.valueExact(line.target))}
      {cell("attainment", line.attainment === null ? "—" : format.rate(line.attainment))}
      <Curve line={line} />
    </>
  );
}

function Points({ line, explanation }: { line: Line; explanation: Explanation | undefined }) {
  const t = useT();
  const format = useFormat();
  return (
    <span className="points">
      <b className="num">{format.plain(line.score!)}</b>
      <span className="muted small num"> {t("appraisal.of", { points: line.weightUsed ?? line.weight })}</span>
      <br />
      {explanation && <ExplainButton explain={explanation} subject={line.name} />}
    </span>
  );
}
