import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, ProgressBar } from "../ui/index.ts";
import { useWords, type Board } from "./words.ts";

type Own = NonNullable<Board["own"]>;

/** My place, my number, and the way to the next band: measured against my own target, never against a colleague. */
export function OwnPlace({ board, own }: { board: Board; own: Own }) {
  const t = useT();
  const format = useFormat();
  const words = useWords();
  const metric = board.metric === "attainment" ? "signed-amount" : board.metric;
  const explain = async (of: "attainment" | typeof metric) => {
    const query = { period: board.period.key, position: own.id, of: metric };
    return (await call("GET /api/metrics/:metric/explanation", { params: { metric: of }, query })).explanation;
  };
  const place =
    own.rank === null
      ? { kind: "none" as const, why: "undefined" as const }
      : { kind: "text" as const, value: t("metrics.rank.own", { rank: own.rank }) };
  return (
    <section className="panel stack" aria-labelledby="own">
      <h2 id="own">
        {t("metrics.rank.me")} · {own.name}
      </h2>
      <div className="pace">
        <Figure size="large" label={t("metrics.rank.place")} value={place}>
          <p className="muted small">{own.rank === null ? t("metrics.rank.noPlace") : t("metrics.rank.of", { count: board.ranked })}</p>
        </Figure>
        <Figure label={words.metric(metric)} value={own.value} explain={() => explain(metric)} />
        {own.attainment.kind === "rate" && (
          <Figure label={t("metrics.rank.attainment")} value={own.attainment} explain={() => explain("attainment")}>
            <ProgressBar label={t("metrics.rank.attainment")} ppm={own.attainment.ppm} />
          </Figure>
        )}
      </div>
      <p>{wayUp()}</p>
      <p className="muted small">{t(`metrics.rank.visibility.${board.visibility}`)}</p>
    </section>
  );

  function wayUp(): string {
    if (own.next) return t("metrics.rank.next", { amount: own.next.remaining, at: format.rate(own.next.at, 0) });
    if (own.value.kind !== "amount") return "";
    return t(own.attainment.kind === "rate" ? "metrics.rank.top" : "metrics.rank.noTarget");
  }
}
