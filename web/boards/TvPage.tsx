import "./boards.css";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { usual, type Tile } from "#core/boards/tile.ts";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters, useGo } from "../lib/place.ts";
import { reading, useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Gauge } from "../ui/charts/index.ts";
import { Loaded, Skeleton } from "../ui/index.ts";
import { Drawn } from "./Drawn.tsx";
import type { Of, Tile as BoardTile } from "./types.ts";
import { useWords } from "./words.ts";

const pace: Tile = { ...usual, id: "pace", chart: "pace", metric: "signed-amount" };
/** One minute for fresh numbers, twenty seconds for one screen. */
const freshMs = 60_000;
const screenSeconds = 20;
/** What can be read from afar. */
const tilesShown = 6;
const placesShown = 8;

/** 大屏: the pace first, then the chosen boards in turn; asks again by itself and ends where the session ends. */
export default function TvPage() {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [filters, change] = useFilters<"boards">();
  const lines = useCall("GET /api/dashboards", {});
  const chosen = (filters.boards ?? "").split(",").filter((id) => id !== "");
  const shown = chosen.length > 0 ? chosen : (lines.data?.rows.filter((line) => line.isDefault).map((line) => line.id) ?? []);
  const screens = ["pace", ...shown];
  const { at, isPaused, next, pause } = useTurn(screens.length);
  useDark();
  return (
    <div className="tv" ref={box} data-theme="dark">
      <TvBar
        lines={lines.data?.rows ?? []}
        chosen={shown}
        isPaused={isPaused}
        onChoose={(ids) => change({ boards: ids.join(",") })}
        onNext={next}
        onPause={pause}
        onFull={() => void box.current?.requestFullscreen().catch(() => undefined)}
      />
      {at === 0 ? <PaceScreen /> : <BoardScreen key={screens[at]} id={screens[at]!} />}
      <p className="visually-hidden" role="status">
        {t("boards.tv.title")} {at + 1}/{screens.length}
      </p>
    </div>
  );
}

function useTurn(count: number) {
  const [at, setAt] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const next = () => setAt((now) => (now + 1) % count);
  useEffect(() => {
    if (isPaused || count < 2) return undefined;
    const clock = setInterval(() => setAt((now) => (now + 1) % count), screenSeconds * 1000);
    return () => clearInterval(clock);
  }, [isPaused, count]);
  return { at: at % count, isPaused, next, pause: () => setPaused(!isPaused) };
}

/** A wall hangs in a dim room: dark while this page stands, as it was afterwards. */
function useDark() {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset["theme"];
    root.dataset["theme"] = "dark";
    root.classList.add("on-tv");
    return () => {
      if (before === undefined) delete root.dataset["theme"];
      else root.dataset["theme"] = before;
      root.classList.remove("on-tv");
    };
  }, []);
}

type BarProps = {
  lines: readonly { id: string; name: string }[];
  chosen: readonly string[];
  isPaused: boolean;
  onChoose: (ids: string[]) => void;
  onNext: () => void;
  onPause: () => void;
  onFull: () => void;
};

function TvBar({ lines, chosen, isPaused, onChoose, onNext, onPause, onFull }: BarProps) {
  const t = useT();
  const words = useWords();
  const go = useGo();
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <header className="tv-bar">
      <h1>{t("boards.tv.title")}</h1>
      <details>
        <summary className="button">{t("boards.tv.choose")}</summary>
        <div className="tv-choose">
          {lines.map((line) => (
            <label key={line.id}>
              <input type="checkbox" checked={chosen.includes(line.id)} onChange={() => toggle(line.id)} /> {words.board(line)}
            </label>
          ))}
        </div>
      </details>
      <span className="muted small">{t("boards.tv.every", { count: screenSeconds })}</span>
      <button type="button" className="button" onClick={onNext}>
        {t("boards.tv.next")}
      </button>
      <button type="button" className="button" aria-pressed={isPaused} onClick={onPause}>
        {t(isPaused ? "boards.tv.play" : "boards.tv.pause")}
      </button>
      <button type="button" className="button" onClick={onFull}>
        {t("boards.tv.start")}
      </button>
      <button type="button" className="button" onClick={() => go("/dashboards")}>
        {t("boards.tv.leave")}
      </button>
    </header>
  );
}

/** Attainment against the time gone by, who lies where, and the leaders as far as the company lets them be seen. */
function PaceScreen() {
  const t = useT();
  const query = useQuery({
    queryKey: ["/api/dashboard-answers", "tv"],
    queryFn: () => call("POST /api/dashboard-answers", { query: {}, body: { tiles: [pace] } }),
    refetchInterval: freshMs,
  });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={8} />}>
      {({ answers, period, subject }) => {
        const answer = answers.find((one): one is Of<"pace"> => one.form === "pace");
        return (
          <div className="tv-pace">
            <section>
              <h2>
                {subject.name} · <Period of={period.key} />
              </h2>
              {answer?.attainment.value.kind === "rate" && (
                <Gauge
                  label={t("boards.tv.attainment")}
                  ppm={answer.attainment.value.ppm}
                  markPpm={answer.expected ?? undefined}
                  markName={t("boards.expected")}
                />
              )}
              {answer && <Amounts answer={answer} />}
            </section>
            {answer && <Below answer={answer} />}
            <Leaders period={period.key} />
          </div>
        );
      }}
    </Loaded>
  );
}

function Period({ of }: { of: string }) {
  const format = useFormat();
  return <>{format.period(of)}</>;
}

function Amounts({ answer }: { answer: Of<"pace"> }) {
  const t = useT();
  const format = useFormat();
  return (
    <dl className="tv-amounts">
      {([["boards.now", answer.actual], ["boards.target", answer.target], ["boards.tv.time", answer.time]] as const).map(([key, of]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd className="num">{format.value(of.value)}</dd>
        </div>
      ))}
    </dl>
  ); // prettier-ignore
}

function Below({ answer: { parts, expected } }: { answer: Of<"pace"> }) {
  const t = useT();
  const format = useFormat();
  return (
    <section>
      <h2>{t("boards.tv.attainment")}</h2>
      <ul className="tv-bars">
        {parts.slice(0, placesShown).map((part) => (
          <li key={part.key}>
            <span>{part.name}</span>
            <span className="bar" aria-hidden="true">
              {part.attainment.kind === "rate" && (
                <span className="fill" style={{ width: `${Math.min(100, Number(part.attainment.ppm) / 10_000)}%` }} />
              )}
              {expected !== null && <span className="mark" style={{ left: `${Math.min(100, Number(expected) / 10_000)}%` }} />}
            </span>
            <b className="num">{format.value(part.attainment)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only when every place may be seen by everybody: a wall is read by all who pass. */
function Leaders({ period }: { period: string }) {
  const t = useT();
  const format = useFormat();
  const query = useQuery({
    ...reading("GET /api/leaderboard", { query: { period, metric: "attainment", among: "company" } }),
    refetchInterval: freshMs,
  });
  return (
    <section>
      <h2>{t("boards.tv.top")}</h2>
      <Loaded query={query}>
        {({ rows, visibility }) =>
          visibility === "all" ? (
            <ol className="tv-places">
              {rows.slice(0, placesShown).map((row) => (
                <li key={row.id}>
                  <b className="num">{row.rank ?? "—"}</b>
                  <span>{row.name}</span>
                  <span className="num">{format.value(row.attainment)}</span>
                </li>
              ))}
            </ol>
          ) : (
            <p className="muted">{t("boards.tv.hidden")}</p>
          )
        }
      </Loaded>
    </section>
  );
}

function BoardScreen({ id }: { id: string }) {
  const words = useWords();
  const board = useCall("GET /api/dashboards/:id", { params: { id } });
  const answers = useQuery({ ...reading("GET /api/dashboards/:id/answers", { params: { id }, query: {} }), refetchInterval: freshMs });
  const tiles = (board.data?.tiles ?? []).filter((tile) => tile.chart !== "pace").slice(0, tilesShown);
  const of = (tile: BoardTile) => answers.data?.answers.find((one) => one.tile === tile.id);
  return (
    <Loaded query={answers} skeleton={<Skeleton lines={8} />}>
      {() => (
        <>
          {board.data && <h2>{words.board(board.data)}</h2>}
          <div className="board-grid">
            {tiles.map((tile) => (
              <section key={tile.id} className="panel board-tile" style={{ gridColumn: `span ${Math.max(4, tile.width)}` }}>
                {of(tile) && <Drawn answer={of(tile)!} tile={tile} />}
              </section>
            ))}
          </div>
        </>
      )}
    </Loaded>
  );
}
