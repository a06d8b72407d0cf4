import { Link } from "@tanstack/react-router";
import { useLabel, useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { Figure } from "../ui/index.ts";
import type { FigureOf } from "./words.ts";

/** Every metric with what it is held against; the proof one click below. */
export function FigureGrid({ figures }: { figures: readonly FigureOf[] }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="figures">
      <h2 id="figures">{t("metrics.figures.title")}</h2>
      <div className="figures">
        {figures.map((one) => (
          <OneFigure key={one.metric} of={one} />
        ))}
      </div>
    </section>
  );
}

/** Growth where there is some; where it is undefined the earlier value itself. */
function OneFigure({ of: { metric, value, attainment, yoy, mom, lastYear } }: { of: FigureOf }) {
  const t = useT();
  const label = useLabel();
  const hasGrowth = yoy !== null && yoy.value.kind !== "none";
  const comparisons = [
    ...(attainment && attainment.value.kind !== "none" ? [{ label: label(attainment.label), value: attainment.value }] : []),
    ...(mom && mom.value.kind !== "none" ? [{ label: label(mom.label), value: mom.value }] : []),
    ...(hasGrowth ? [] : [{ label: t("metrics.figures.lastYear"), value: lastYear.value }]),
  ];
  return (
    <Figure
      label={label(value.label)}
      value={value.value}
      explain={value}
      comparisons={comparisons}
      change={hasGrowth ? { label: label(yoy.label), value: yoy.value } : undefined}
    >
      <Link {...target(`/kpi/${metric}`)} className="small">
        {t("metrics.figures.more")}
      </Link>
    </Figure>
  );
}
