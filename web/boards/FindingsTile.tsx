import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { Findings } from "../ui/Findings.tsx";
import type { Of } from "./types.ts";

/** Where to begin, with the way to everything else that was found. */
export function FindingsTile({ answer }: { answer: Of<"findings"> }) {
  const t = useT();
  return (
    <div className="stack">
      <div className="spread">
        <h3 className="chart-title">{t("boards.chart.findings")}</h3>
        <Link className="text-button small no-print" {...target(answer.path)}>
          {t("boards.allFindings")}
        </Link>
      </div>
      {answer.findings.length === 0 ? <p className="muted">{t("diagnosis.start.none")}</p> : <Findings findings={answer.findings} />}
    </div>
  );
}
