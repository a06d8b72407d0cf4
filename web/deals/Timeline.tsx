import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { StatusTag } from "../ui/index.ts";
import type { Record } from "./types.ts";

type Happening = Record["timeline"][number];

/** Everything that happened to the deal, newest first. */
export function Timeline({ deal }: { deal: Record }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="timeline">
      <h2 id="timeline">{t("deals.timeline")}</h2>
      {deal.timeline.length === 0 && <p className="muted">{t("deals.noTimeline")}</p>}
      <ol className="timeline">
        {deal.timeline.map((one, i) => (
          <li key={i}>
            <span className="num small muted">{one.on}</span>
            <span>
              <What one={one} /> {one.by && <span className="small muted">{one.by}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function What({ one }: { one: Happening }) {
  const t = useT();
  const format = useFormat();
  const isMoney = one.field === "amount" || one.kind === "quote";
  const word = (text: string | null): string => {
    if (text === null) return t("deals.none");
    if (isMoney) return format.exact(text);
    return one.field === "category" ? t(`deals.categories.${text}`) : text;
  };
  if (one.kind === "move") return <>{t("deals.entered", { stage: one.stage })}</>;
  if (one.kind === "quote") return <>{t("deals.quoted", { code: one.text, amount: word(one.after) })}</>;
  if (one.kind === "change") return <>{t("deals.changed", { field: t(`deals.fields.${one.field}`), before: word(one.before), after: word(one.after) })}</>;
  return (
    <>
      <StatusTag>{t(`deals.activities.${one.activity}`)}</StatusTag> {one.after === "planned" && t("deals.planned")} {one.text}
    </>
  );
} // prettier-ignore
