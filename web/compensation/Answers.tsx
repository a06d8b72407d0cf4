import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Statement } from "./types.ts";

type Data = Reply<"GET /api/statements/:positionId/answers">;
const SHOWN = 5;

/** 为什么变了、为什么还没发、怎样能多拿: only the questions that have an answer. */
export function Answers({ statement }: { statement: Statement }) {
  const { data } = useCall("GET /api/statements/:positionId/answers", { params: { positionId: statement.seat.positionId }, query: { period: statement.period.key } }); // prettier-ignore
  if (!data || statement.made === null) return null;
  return (
    <>
      <Changed changed={data.changed} />
      <Waiting waiting={data.waiting} />
      <More more={data.more} />
    </>
  );
}

function Changed({ changed }: { changed: Data["changed"] }) {
  const t = useT();
  const format = useFormat();
  const pay = (text: string | null) => (text === null ? "—" : format.exact(text));
  if (!changed) return null;
  return (
    <section className="panel stack" aria-labelledby="changed">
      <h2 id="changed">{t("compensation.answers.changed")}</h2>
      <p>{t("compensation.answers.changedFrom", { before: pay(changed.before), after: pay(changed.after) })}</p>
      <ul className="rows">
        {changed.lines.slice(0, 20).map((one) => (
          <li key={`${one.component} ${one.code}`} className="spread">
            <span>
              {one.code} <span className="muted small">{one.component}</span>
            </span>
            <span className="num">
              {pay(one.before)} → <b>{pay(one.after)}</b>
            </span>
          </li>
        ))}
      </ul>
      <p className="muted small">{t("compensation.answers.changedHint")}</p>
    </section>
  );
}

function Waiting({ waiting }: { waiting: Data["waiting"] }) {
  const t = useT();
  const format = useFormat();
  if (waiting.length === 0) return null;
  const reason = ({ waitsFor, due }: Data["waiting"][number]) => t(`compensation.answers.waits.${waitsFor}`, { day: due ? format.day(due) : "" });
  return (
    <section className="panel stack" aria-labelledby="waiting">
      <h2 id="waiting">{t("compensation.answers.waiting")}</h2>
      <ul className="rows">
        {waiting.slice(0, 20).map((one, i) => (
          <li key={`${one.component} ${one.code} ${i}`} className="spread">
            <span>
              {one.code ?? one.component} <span className="muted small">{t("compensation.answers.earnedIn", { period: format.period(one.earnedIn) })}</span>
            </span>
            <span>
              <b className="num">{format.exact(one.amount)}</b> <span className="muted small">{reason(one)}</span>
            </span>
          </li>
        ))}
      </ul>
      {waiting.length > 20 && <p className="muted small">{t("compensation.answers.moreRows", { count: waiting.length - 20 })}</p>}
    </section>
  );
} // prettier-ignore

function More({ more }: { more: Data["more"] }) {
  const t = useT();
  const format = useFormat();
  const worth = more.filter(({ gain }) => !gain.startsWith("-") && !/^0\.0+$/.test(gain));
  if (worth.length === 0) return null;
  return (
    <section className="panel stack no-print" aria-labelledby="more">
      <h2 id="more">{t("compensation.answers.more")}</h2>
      <ul className="rows">
        {worth.slice(0, SHOWN).map((one) => (
          <li key={one.id} className="spread">
            <span>
              {one.name} <span className="muted small">{format.money(one.amount)}</span>
            </span>
            <b className="num">{t("compensation.answers.gain", { amount: format.exact(one.gain) })}</b>
          </li>
        ))}
      </ul>
      <p className="muted small">{t("compensation.answers.moreHint")}</p>
    </section>
  );
}
