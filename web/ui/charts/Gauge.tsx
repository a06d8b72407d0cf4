import { useFormat } from "../../lib/use-format.ts";

type Props = { label: string; ppm: string; markPpm?: string | undefined; markName: string };
const ARC = Math.PI * 80;
const share = (ppm: string) => Math.max(0, Math.min(1.2, Number(ppm) / 1_000_000)) / 1.2;

/** Half a dial up to 120 % with a hand where one should stand: for the big screen only, where it is read from afar. */
export function Gauge({ label, ppm, markPpm, markName }: Props) {
  const format = useFormat();
  const turn = markPpm === undefined ? 0 : share(markPpm) * 180 - 90;
  const words = markPpm === undefined ? format.rate(ppm) : `${format.rate(ppm)}，${markName} ${format.rate(markPpm)}`;
  return (
    <svg className="gauge" viewBox="0 0 200 128" role="img" aria-label={`${label} ${words}`}>
      <path d="M20 104 A80 80 0 0 1 180 104" className="whole" />
      <path d="M20 104 A80 80 0 0 1 180 104" className="reached" strokeDasharray={`${share(ppm) * ARC} ${ARC}`} />
      {markPpm !== undefined && <path d="M100 14 L100 36" className="hand" transform={`rotate(${turn} 100 104)`} />}
      <text x="100" y="98" textAnchor="middle" className="gauge-value">
        {format.rate(ppm)}
      </text>
      {markPpm !== undefined && (
        <text x="100" y="122" textAnchor="middle" className="gauge-mark">
          {markName} {format.rate(markPpm)}
        </text>
      )}
    </svg>
  );
}
