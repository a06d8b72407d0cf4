import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { MyEstimate } from "./MyEstimate.tsx";
import { Figure, ProgressBar } from "../ui/index.ts";
import type { Explanation } from "../ui/index.ts";
import { expectedOf, readValue } from "../lib/points.ts";

type Numbers = Reply<"GET /api/home">["numbers"];

/** The one number that matters large, the rest beside it, each with its proof. */
export function MyNumbers({ numbers, of, timeProgress }: { numbers: Numbers; of: string | null; timeProgress: string }) {
  const t = useT();
  const label = useLabel();
  const { roles } = useMe();
  const isPaid = roles.includes("rep");
  const [first, ...rest] = sorted(numbers);
  const gap = numbers.find((one) => one.of === "pace-gap");
  const expected = first && gap && expectedOf(first.value, gap.value);
  const comparisons = [
    ...(expected ? [{ label: t("home.numbers.expected"), value: { kind: "rate" as const, ppm: expected } }] : []),
    { label: t("home.numbers.time"), value: { kind: "rate" as const, ppm: timeProgress } },
  ];
  return (
    <section className="panel stack" aria-labelledby="numbers">
      <h2 id="numbers">{of === null ? t("home.numbers.title") : t("home.numbers.of", { name: of })}</h2>
      <div className="figures">
        {first && (
          <Figure label={label(first.label)} value={first.value} size="large" explain={first} comparisons={comparisons}>
            {first.value.kind === "rate" && <ProgressBar label={label(first.label)} ppm={first.value.ppm} markPpm={expected} />}
          </Figure>
        )}
        {rest.map((one) => (
          <Figure key={one.of} label={label(one.label)} value={readValue(one)} explain={one} />
        ))}
        {isPaid && <MyEstimate />}
      </div>
    </section>
  );
}

/** Attainment leads; the others keep their order. */
const sorted = (numbers: Numbers): Explanation[] =>
  [...numbers].sort((a, b) => Number(b.of === "attainment") - Number(a.of === "attainment"));
