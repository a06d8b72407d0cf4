import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";

type Card = Reply<"GET /api/scorecards/:positionId">;

/** The grade bands with the score's place, and how far the next one is. */
export function GradeLadder({ card }: { card: Card }) {
  const t = useT();
  if (card.score === null) return null;
  const score = Number(card.score);
  const end = Math.max(score, ...card.grades.map((grade) => Number(grade.from) + 15));
  const next = card.grades.find((grade) => Number(grade.from) > score);
  return (
    <div className="ladder">
      <span className="muted small">{t("appraisal.ladder")}</span>
      <div className="bands" aria-hidden="true">
        {card.grades.map((grade, i) => (
          <span
            key={grade.grade}
            className={grade.grade === card.grade ? "reached" : ""}
            style={{ flexGrow: Number(card.grades[i + 1]?.from ?? end) - Number(grade.from) }}
          >
            {grade.grade}
          </span>
        ))}
        <i className="mark" style={{ left: `${Math.min(100, Math.max(0, (score / end) * 100))}%` }} />
      </div>
      <span className="small">
        {next ? t("appraisal.next", { points: pointsTo(next.from, card.score), grade: next.grade }) : t("appraisal.top")}
      </span>
    </div>
  );
}

/** Both carry at most four decimals: whole ten-thousandths are exact here. */
const pointsTo = (from: string, score: string): string => String(Math.round(Number(from) * 10_000 - Number(score) * 10_000) / 10_000);
