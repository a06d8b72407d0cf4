import "./allocation.css";
import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { effectOf, type Move } from "#core/allocation/territory.ts";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton } from "../ui/index.ts";
import { AccountMoves } from "./AccountMoves.tsx";
import { Balance } from "./Balance.tsx";
import { SavePlan } from "./SavePlan.tsx";
import { TerritoryPlans } from "./TerritoryPlans.tsx";

export type Territories = Reply<"GET /api/territories">;
export type Plan = Territories["plans"][number];
export type Seat = Territories["seats"][number];

/** 辖区划分: what each seat has, what moving accounts would do, and the plans that carry it out. */
export default function TerritoryPage() {
  const t = useT();
  const [filters, change] = useFilters<"root">();
  const query = useCall("GET /api/territories", { query: { root: filters.root } });
  return (
    <div className="page wide">
      <PageHeader
        title={t("territory.title")}
        subtitle={t("territory.hint")}
        actions={
          <a className="button" href="/targets/allocate">
            {t("territory.back")}
          </a>
        }
      >
        {query.data && (
          <div className="row no-print allocate-filters">
            <select
              className="input"
              aria-label={t("territory.root")}
              value={query.data.root.id}
              onChange={(event) => change({ root: event.target.value })}
            >
              {query.data.roots.map((root) => (
                <option key={root.id} value={root.id}>
                  {"　".repeat(root.depth - query.data.roots[0]!.depth) + root.name}
                </option>
              ))}
            </select>
          </div>
        )}
      </PageHeader>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={10} />}
        isEmpty={(data) => data.accounts.length === 0}
        empty={<Empty title={t("territory.emptyTitle")}>{t("territory.empty")}</Empty>}
      >
        {(data) => <Carving key={data.root.id} data={data} />}
      </Loaded>
    </div>
  );
}

/** The page and the server know one computation: what is shown here is what a plan does. */
function Carving({ data }: { data: Territories }) {
  const { today } = usePrefs();
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const [open, setOpen] = useState<Plan | null>(null);
  const [effectiveOn, setEffectiveOn] = useState<string>(today);
  const ahead = new Map(
    data.seats.map((seat) => [
      seat.id,
      seat.ahead.filter((month) => month.from >= effectiveOn).reduce((sum, month) => sum + parseAmount(month.amount)!, 0n),
    ]),
  );
  const accounts = data.accounts.map((account) => ({
    ...account,
    bought: parseAmount(account.bought)!,
    potential: parseAmount(account.potential)!,
    pipeline: parseAmount(account.pipeline)!,
  }));
  const seatIds = data.seats.map((seat) => seat.id);
  const effects = effectOf(accounts, seatIds, moves, ahead);
  const move = (accountId: string, toId: string | null) =>
    setMoves([...moves.filter((one) => one.accountId !== accountId), ...(toId === null ? [] : [{ accountId, toId }])]);
  return (
    <>
      <TerritoryPlans
        data={data}
        onOpen={(plan) => {
          setOpen(plan);
          setEffectiveOn(plan.effectiveOn);
          setMoves(plan.moves.map(({ accountId, toId }) => ({ accountId, toId })));
        }}
      />
      <Balance seats={data.seats} effects={effects} isMoved={moves.length > 0} />
      {moves.length > 0 && (
        <SavePlan
          key={open?.id ?? "new"}
          rootId={data.root.id}
          open={open?.appliedAt === null ? open : null}
          moves={moves}
          effectiveOn={effectiveOn}
          onDate={setEffectiveOn}
          onSaved={setOpen}
          onClear={() => {
            setMoves([]);
            setOpen(null);
          }}
        />
      )}
      <AccountMoves data={data} moves={moves} onMove={move} />
    </>
  );
}
