import { useT } from "../lib/i18n.ts";
import { useCan, useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Loaded, PageHeader, PeriodPicker, Skeleton } from "../ui/index.ts";
import { MyNumbers } from "./MyNumbers.tsx";
import { StartHere } from "./StartHere.tsx";
import { Standings } from "./Standings.tsx";
import { WaitingList } from "./WaitingList.tsx";

/** What needs me now, then my numbers, then my team. */
export default function HomePage() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const [{ period }, change] = useFilters<"period">();
  const query = useCall("GET /api/home", { query: { period } });
  const pay = useCall("GET /api/pay-notices", {}, { enabled: useCan("statements:read") });
  const subtitle =
    query.data &&
    t("home.subtitle", { day: format.day(query.data.today), period: format.period(query.data.period), time: query.data.timeProgress });
  return (
    <div className="page">
      <PageHeader
        title={t("home.hello", { name: me.name })}
        subtitle={subtitle}
        actions={
          query.data &&
          query.data.numbers.length > 0 && (
            <PeriodPicker kinds={["quarter", "month", "year"]} value={query.data.period} onChange={(key) => change({ period: key })} />
          )
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(home) => (
          <div className="stack-l">
            <WaitingList items={[...(pay.data?.rows ?? []), ...home.waiting]} />
            {home.numbers.length > 0 && <MyNumbers numbers={home.numbers} of={home.numbersOf} timeProgress={home.timeProgress} />}
            {home.numbers.length > 0 && <StartHere period={home.period} />}
            {home.standingsOf && <Standings title={t(home.standingsOf.key)} rows={home.standings} />}
          </div>
        )}
      </Loaded>
    </div>
  );
}
