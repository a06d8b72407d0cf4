import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, Skeleton, toast, usePhone } from "../ui/index.ts";
import { asked } from "./asked.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { CloseDeal } from "./CloseDeal.tsx";
import { Flags } from "./Flags.tsx";
import { staleAfter, type Board, type Deal, type Filters } from "./types.ts";

type Column = Board["columns"][number];
type Move = (deal: Deal, to: string) => void;

/** Open deals by stage. Every move works by menu and keys as well; it changes the stage and nothing else. */
export function DealBoard({ filters }: { filters: Filters }) {
  const t = useT();
  const { outcome: _, stage: __, sort: ___, ...query } = asked(filters);
  const board = useCall("GET /api/deal-board", { query: { ...query, pipeline: filters.pipeline ?? "default" } });
  const [closing, setClosing] = useState<{ deal: Deal; outcome: "won" | "lost" } | null>(null);
  const patch = useWrite("PATCH /api/deals/:id", staleAfter);
  const move: Move = (deal, to) => {
    if (to === "won" || to === "lost") return setClosing({ deal, outcome: to });
    if (to === deal.stage) return;
    patch.mutate(
      { params: { id: deal.id }, body: { version: deal.version, stage: to } },
      {
        onSuccess: (moved) =>
          toast({
            text: t("deals.moved", { name: deal.name, stage: to }),
            undo: () => patch.mutate({ params: { id: deal.id }, body: { version: moved.version, stage: deal.stage } }),
          }),
        onError: (error) => toast({ error }),
      },
    );
  };
  return (
    <Loaded query={board} skeleton={<Skeleton lines={10} />} isEmpty={(data) => data.columns.length === 0} empty={<Empty title={t("deals.noStages")}>{t("deals.noStagesHint")}</Empty>}>
      {(data) => (
        <>
          <p className="num">
            {t("deals.totals", { count: data.totals.count, amount: data.totals.amount })}{" "}
            <span className="muted">{t("deals.weighted", { amount: data.totals.weighted })}</span>
          </p>
          <Columns columns={data.columns} move={move} />
          {closing && <CloseDeal deal={closing.deal} outcome={closing.outcome} onClose={() => setClosing(null)} />}
        </>
      )}
    </Loaded>
  );
} // prettier-ignore

/** On a phone one stage at a time. */
function Columns({ columns, move }: { columns: readonly Column[]; move: Move }) {
  const t = useT();
  const isPhone = usePhone();
  const [name, setName] = useState("");
  const one = columns.find((column) => column.name === name) ?? columns[0]!;
  if (!isPhone)
    return (
      <div className="board" role="group" aria-label={t("deals.views.board")} tabIndex={0}>
        {columns.map((column) => (
          <Lane key={column.name} column={column} columns={columns} move={move} />
        ))}
      </div>
    );
  return (
    <div className="stack">
      <SelectField
        label={t("deals.stage")}
        value={one.name}
        of={columns.map((column) => [column.name, `${column.name} (${column.count})`])}
        onChange={setName}
      />
      <Lane column={one} columns={columns} move={move} />
    </div>
  );
}

function Lane({ column, columns, move }: { column: Column; columns: readonly Column[]; move: Move }) {
  const t = useT();
  const format = useFormat();
  const ref = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(move);
  useEffect(() => void (latest.current = move), [move]);
  useEffect(
    () =>
      dropTargetForElements({
        element: ref.current!,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          latest.current(source.data["deal"] as Deal, column.name);
        },
      }),
    [column.name],
  );
  return (
    <section ref={ref} className={`lane${isOver ? " over" : ""}`} aria-label={column.name}>
      <header>
        <h2>
          {column.name} <span className="muted small num">{column.count}</span>
        </h2>
        <p className="small num">
          {format.money(column.amount)}{" "}
          <span className="muted">{column.probabilityPpm !== null && t("deals.chance", { chance: String(column.probabilityPpm) })}</span>
        </p>
        <p className="small muted">{column.usualDays === null ? t("deals.usualUnknown") : t("deals.usual", { count: column.usualDays })}</p>
      </header>
      <ul>
        {column.deals.map((deal) => (
          <Card key={deal.id} deal={deal} columns={columns} move={move} />
        ))}
      </ul>
      {column.count > column.deals.length && (
        <Link className="small" to="/deals" search={{ stage: column.name, sort: "-amount" }}>
          {t("deals.others", { count: column.count - column.deals.length })}
        </Link>
      )}
    </section>
  );
}

function Card({ deal, columns, move }: { deal: Deal; columns: readonly Column[]; move: Move }) {
  const t = useT();
  const format = useFormat();
  const mayWrite = useCan("deals:write");
  const { today } = usePrefs();
  const ref = useRef<HTMLLIElement>(null);
  const held = useRef(deal);
  useEffect(() => void (held.current = deal), [deal]);
  useEffect(() => (mayWrite ? draggable({ element: ref.current!, getInitialData: () => ({ deal: held.current }) }) : undefined), [mayWrite]);
  return (
    <li ref={ref} className="deal-card">
      <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
        {deal.name || deal.code}
      </Link>
      <p className="spread small">
        <b className="num">{deal.amount === null ? "—" : format.money(deal.amount)}</b>
        <span className="muted num">{deal.expectedOn ?? "—"}</span>
      </p>
      <p className="row small">
        <span className="muted">{deal.owner ?? t("deals.nobody")}</span>
        <Flags deal={deal} today={today} />
      </p>
      {mayWrite && (
        <select className="input small" aria-label={t("deals.moveOf", { name: deal.name })} value={deal.stage} onChange={(event) => move(deal, event.target.value)}>
          {columns.map(({ name }) => (
            <option key={name} value={name}>
              {name === deal.stage ? name : t("deals.moveTo", { stage: name })}
            </option>
          ))}
          <option value="won">{t("deals.moveTo", { stage: t("deals.outcomes.won") })}</option>
          <option value="lost">{t("deals.moveTo", { stage: t("deals.outcomes.lost") })}</option>
        </select>
      )}
    </li>
  );
} // prettier-ignore
