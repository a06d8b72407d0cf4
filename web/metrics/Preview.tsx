import { useEffect, useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, FormProblem, PeriodPicker, Skeleton, useFiscal } from "../ui/index.ts";
import type { Written } from "./written.ts";

type Shown = Reply<"POST /api/metric-previews">;

/** What the definition would show today, half a second after the last key. */
export function Preview({ code, written }: { code: string; written: Written }) {
  const t = useT();
  const { today } = usePrefs();
  const [period, setPeriod] = useState(periodIn(undefined, "quarter", today, useFiscal()).key);
  const preview = useWrite("POST /api/metric-previews");
  const [shown, setShown] = useState<Shown | null>(null);
  const asked = JSON.stringify({ code, period, written: { ...written, name: written.name.trim() || "—" } });
  const { mutate } = preview;
  useEffect(() => {
    const soon = setTimeout(
      () => mutate({ body: JSON.parse(asked) as Parameters<typeof mutate>[0]["body"] }, { onSuccess: setShown }),
      500,
    );
    return () => clearTimeout(soon);
  }, [asked, mutate]);
  return (
    <section className="panel stack" aria-labelledby="preview" aria-live="polite">
      <div className="spread">
        <h2 id="preview">{t("metrics.editor.preview")}</h2>
        <PeriodPicker kinds={["quarter", "month", "year"]} value={period} onChange={setPeriod} />
      </div>
      {preview.error && <FormProblem error={preview.error} />}
      {shown ? <Answer shown={shown} /> : <Skeleton lines={6} />}
    </section>
  );
}

function Answer({ shown: { problems, subject, explanation, below } }: { shown: Shown }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  if (!explanation)
    return (
      <ul className="stack problems">
        {problems.map((one, i) => (
          <li key={i}>
            {one.at !== null && <b>{t("metrics.problem.at", { at: one.at + 1 })} </b>}
            {t(`metrics.problem.${one.code}`, named(one.values))}
          </li>
        ))}
      </ul>
    );
  return (
    <>
      <Figure size="large" label={subject?.name ?? ""} value={explanation.value} explain={explanation} />
      {explanation.notes?.map((note, i) => (
        <p key={i} className="small muted">
          {label(note)}
        </p>
      ))}
      <table className="plain-table">
        <tbody>
          {below.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td className="right num">{format.value(one.value.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );

  /** Codes in a problem are said in words where there are some. */
  function named(values: Shown["problems"][number]["values"]): Record<string, unknown> {
    const words = Object.entries(values).map(([key, value]) => {
      if (key === "measure" || key === "metric") return [key, t(`metrics.name.${value}`)];
      if (key === "field") return [key, t(`metrics.editor.field.${value}`)];
      return ["left", "right", "type", "wanted"].includes(key) ? [key, t(`metrics.problem.type.${value}`)] : [key, value];
    });
    return Object.fromEntries(words) as Record<string, unknown>;
  }
}
