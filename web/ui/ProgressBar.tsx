import { useFormat } from "../lib/use-format.ts";
import { useT } from "../lib/i18n.ts";

type Props = { ppm: string; /** Where one should stand by now, in millionths. */ markPpm?: string; label: string };
const percent = (ppm: string) => Math.max(0, Math.min(100, Number(ppm) / 10_000));

/** Attainment as a bar, with a mark where one should stand by now. */
export function ProgressBar({ ppm, markPpm, label }: Props) {
  const format = useFormat();
  const t = useT();
  const text = markPpm ? t("common.againstExpected", { value: format.rate(ppm), expected: format.rate(markPpm) }) : format.rate(ppm);
  return (
    <div className="bar" role="img" aria-label={`${label} ${text}`} title={text}>
      <span className="fill" style={{ width: `${percent(ppm)}%` }} />
      {markPpm && <span className="mark" style={{ left: `${percent(markPpm)}%` }} />}
    </div>
  );
}
