import "./boards.css";
import { Link } from "@tanstack/react-router";
import { usual, type Tile } from "#core/boards/tile.ts";
import { addDays } from "#core/base/date.ts";
import { useQuery } from "@tanstack/react-query";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { target, useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, Loaded, PageHeader, PeriodPicker, ProgressBar, Skeleton, useFiscal } from "../ui/index.ts";
import type { Of } from "./types.ts";

const pace: Tile = { ...usual, id: "pace", chart: "pace", metric: "signed-amount" };
const collected: Tile = { ...usual, id: "collected", chart: "number", metric: "collected-amount" };
/** As many as one takes in at a glance. */
const few = 3;

/** 高管看板: what one needs to know in ten seconds, on one screen of a phone. */
export default function ExecPage() {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const fiscal = useFiscal();
  const [filters, change] = useFilters<"period">();
  const period = periodIn(filters.period, "quarter", today, fiscal).key;
  const tiles = [pace, collected];
  const query = useQuery({
    queryKey: ["/api/dashboard-answers", "exec", period],
    queryFn: () => call("POST /api/dashboard-answers", { query: { period }, body: { tiles } }),
  });
  return (
    <div className="page exec">
      <PageHeader
        title={t("boards.exec.title")}
        subtitle={query.data && t("boards.asOf", { day: format.day(addDays(query.data.period.doneTo, -1)) })}
      >
        <PeriodPicker value={period} onChange={(key) => change({ period: key })} kinds={["quarter", "month", "year"]} />
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {({ answers }) => (
          <>
            {answers.map(
              (answer) =>
                answer.form === "pace" && (
                  <Ahead key={answer.tile} answer={answer} money={answers.find((one): one is Of<"number"> => one.form === "number")} />
                ),
            )}
            {answers.map((answer) => answer.form === "pace" && <Risks key={answer.tile} answer={answer} period={period} />)}
          </>
        )}
      </Loaded>
      <People period={period} />
      <Link className="button" {...target("/dashboards/role-executive")}>
        {t("boards.exec.all")}
      </Link>
    </div>
  );
}

/** Attainment against time progress, and the two amounts behind it. */
function Ahead({
  answer: { attainment, expected, actual, target: goal, time },
  money,
}: {
  answer: Of<"pace">;
  money: Of<"number"> | undefined;
}) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-label={t("boards.tv.attainment")}>
      <Figure
        label={t("boards.tv.attainment")}
        size="large"
        value={attainment.value}
        explain={attainment}
        comparisons={[{ label: t("boards.tv.time"), value: time.value }]}
      >
        {attainment.value.kind === "rate" && (
          <ProgressBar label={t("boards.tv.attainment")} ppm={attainment.value.ppm} markPpm={expected ?? undefined} />
        )}
      </Figure>
      <p className="spread">
        <span>
          {t("metrics.name.signed-amount")} <b className="num">{format.value(actual.value)}</b> /{" "}
          <span className="num">{format.value(goal.value)}</span>
        </span>
        {money && (
          <span>
            {t("metrics.name.collected-amount")} <b className="num">{format.value(money.value.value)}</b>
          </span>
        )}
      </p>
    </section>
  );
}

/** Units that lie behind what one should expect by now, the furthest first. */
function Risks({ answer: { parts, expected }, period }: { answer: Of<"pace">; period: string }) {
  const t = useT();
  const format = useFormat();
  const behind = parts.filter(({ gap }) => gap.kind === "rate" && Number(gap.ppm) < 0).slice(0, few);
  return (
    <section className="panel" aria-labelledby="risks">
      <h2 id="risks">{t("boards.exec.risks")}</h2>
      {behind.length === 0 && <p className="muted">{t("boards.exec.noRisks")}</p>}
      <ul className="rows">
        {behind.map((part) => (
          <li key={part.key}>
            <p className="spread">
              <Link {...target(`/dashboards/role-executive?period=${period}&${part.node!.kind}=${part.node!.id}`)}>{part.name}</Link>
              <b className="num">{format.value(part.attainment)}</b>
            </p>
            {part.attainment.kind === "rate" && <ProgressBar label={part.name} ppm={part.attainment.ppm} markPpm={expected ?? undefined} />}
            <p className="muted small">
              {part.missing !== null && !part.missing.startsWith("-") && t("boards.missing", { amount: part.missing })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who is ahead and who needs help, as far as the company lets ranks be seen. */
function People({ period }: { period: string }) {
  const t = useT();
  const format = useFormat();
  const query = useCall("GET /api/leaderboard", { query: { period, metric: "attainment", among: "company", limit: "200" as never } });
  return (
    <Loaded query={query}>
      {({ rows }) => {
        const placed = rows.filter((row) => row.rank !== null);
        const groups = [["first", placed.slice(0, few)], ["last", placed.slice(few).slice(-few)]] as const; // prettier-ignore
        return (
          <section className="panel exec-people" aria-label={t("boards.exec.people")}>
            {groups.map(([word, some]) => (
              <div key={word}>
                <h2>{t(`boards.exec.${word}`)}</h2>
                <ul>
                  {some.map((row) => (
                    <li key={row.id} className="spread">
                      {row.canOpen ? (
                        <Link {...target(`/kpi?position=${row.id}&period=${period}`)}>{row.name}</Link>
                      ) : (
                        <span>{row.name}</span>
                      )}
                      <span className="num">{format.value(row.attainment)}</span>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
        );
      }}
    </Loaded>
  );
}
