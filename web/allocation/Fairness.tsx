import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Value } from "../lib/use-format.ts";
import { Figure } from "../ui/index.ts";
import type { Result } from "./assumptions.ts";

const rate = (ppm: string | null): Value => (ppm === null ? { kind: "none", why: "missing" } : { kind: "rate", ppm });
const number = (n: number): Value => ({ kind: "number", value: String(n) });
const share = (ppm: string | null): Value =>
  ppm === null ? { kind: "none", why: "missing" } : { kind: "number", value: (Number(ppm) / 1_000_000).toFixed(2) };

/** Spread of stretch, who stands too high or too low, and whether the best are punished: each with how many people it rests on. */
export function Fairness({ result }: { result: Result }) {
  const t = useT();
  const { spread, flags, peers } = result.fairness;
  const judged = flags.high + flags.low + flags.fits;
  return (
    <section className="panel stack" aria-labelledby="fairness">
      <h2 id="fairness">{t("allocation.fairness.title")}</h2>
      <div className="figures">
        <Figure label={t("allocation.fairness.spread")} value={rate(spread.median)} sample={spread.n}>
          {spread.low !== null && spread.high !== null && (
            <p className="small muted">{t("allocation.fairness.range", { low: spread.low, high: spread.high })}</p>
          )}
        </Figure>
        <Figure
          label={t("allocation.fairness.gini")}
          value={share(spread.gini)}
          comparisons={[{ label: t("allocation.fairness.variation"), value: share(spread.variation) }]}
        >
          <p className="small muted">{t("allocation.fairness.giniHint")}</p>
        </Figure>
        <Figure label={t("allocation.fairness.high")} value={number(flags.high)}>
          <p className="small muted">{t("allocation.fairness.of", { count: judged })}</p>
        </Figure>
        <Figure label={t("allocation.fairness.low")} value={number(flags.low)}>
          <p className="small muted">{t("allocation.fairness.of", { count: judged })}</p>
        </Figure>
      </div>
      <p>
        <b>{t("allocation.fairness.ratchetTitle")}</b> <Ratchet result={result} />
      </p>
      {peers.length > 0 && <Peers peers={peers} />}
    </section>
  );
}

/** A word about cause only where the interval leaves zero out. */
function Ratchet({ result }: { result: Result }) {
  const t = useT();
  const { n, rho, low, high } = result.fairness.ratchet;
  if (rho === null || low === null || high === null) return <span>{t("allocation.fairness.ratchet.few", { n })}</span>;
  const kind = Number(low) > 0 ? "positive" : Number(high) < 0 ? "negative" : "none";
  const plain = (ppm: string) => (Number(ppm) / 1_000_000).toFixed(2);
  return <span>{t(`allocation.fairness.ratchet.${kind}`, { rho: plain(rho), n, low: plain(low), high: plain(high) })}</span>;
}

function Peers({ peers }: { peers: Result["fairness"]["peers"] }) {
  const t = useT();
  const format = useFormat();
  const text = (ppm: string | null) => (ppm === null ? "—" : format.rate(ppm, 0));
  return (
    <details>
      <summary className="small">{t("allocation.fairness.peers")}</summary>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("allocation.fairness.peers")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("allocation.fairness.group")}</th>
              {(["n", "median", "lowest", "highest"] as const).map((one) => (
                <th key={one} className="num right">
                  {t(`allocation.fairness.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {peers.map(({ name, spread }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num right">{spread.n}</td>
                <td className="num right">{text(spread.median)}</td>
                <td className="num right">{text(spread.low)}</td>
                <td className="num right">{text(spread.high)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
