import { Link } from "@tanstack/react-router";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { Figure, ProgressBar } from "../ui/index.ts";
import type { Explanation } from "../ui/index.ts";
import { asPoints } from "../lib/points.ts";

type Numbers = Reply<"GET /api/home">["numbers"];

/** The one number that matters large, the rest beside it, each with its proof. */
export function MyNumbers({ numbers, timeProgress }: { numbers: Numbers; timeProgress: string }) {
  const t = useT();
  const label = useLabel();
  const canStatement = useCan("statements:read");
  const [first, ...rest] = sorted(numbers);
  const ppm = first?.value.kind === "rate" ? first.value.ppm : null;
  return (
    <section className="panel stack" aria-labelledby="numbers">
      <div className="spread">
        <h2 id="numbers">{t("home.numbers.title")}</h2>
        {canStatement && <Link to="/statement">{t("home.numbers.statement")}</Link>}
      </div>
      <div className="figures">
        {first && (
          <Figure label={label(first.label)} value={first.value} size="large" explain={first} comparisons={[{ label: t("home.numbers.time"), value: { kind: "rate", ppm: timeProgress } }]}>
            {ppm !== null && <ProgressBar label={label(first.label)} ppm={ppm} markPpm={timeProgress} />}
          </Figure>
        )}
        {rest.map((one) => <Figure key={one.of} label={label(one.label)} value={one.of === "pace-gap" ? asPoints(one.value) : one.value} explain={one} />)}
      </div>
    </section>
  );
}

/** Attainment leads; the others keep their order. */
const sorted = (numbers: Numbers): Explanation[] => [...numbers].sort((a, b) => Number(b.of === "attainment") - Number(a.of === "attainment"));
