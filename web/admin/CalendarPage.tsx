import "./admin.css";
import { useState } from "react";
import { addDays, addMonths, dayOf, weekday, type Day } from "#core/base/date.ts";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, Icon, Loaded, Modal, PageHeader, Skeleton, StatusTag, TextField, toast } from "../ui/index.ts";

type Year = Reply<"GET /api/calendar/:year">;
type Kind = "off" | "work" | null;

/** 日历: days off and make-up days 调休, from which working days and pace are counted. */
export default function CalendarPage() {
  const t = useT();
  const { today } = usePrefs();
  const [filters, change] = useFilters<"year">();
  const year = Number(filters.year ?? today.slice(0, 4));
  const query = useCall("GET /api/calendar/:year", { params: { year } });
  return (
    <div className="page">
      <PageHeader title={t("nav.calendar")} subtitle={t("calendar.hint")}>
        <div className="row">
          <button
            type="button"
            className="button plain icon"
            aria-label={t("common.earlier")}
            onClick={() => change({ year: String(year - 1) })}
          >
            <Icon name="left" />
          </button>
          <b className="num">{t("common.period.year", { year })}</b>
          <button
            type="button"
            className="button plain icon"
            aria-label={t("common.later")}
            onClick={() => change({ year: String(year + 1) })}
          >
            <Icon name="right" />
          </button>
        </div>
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(data) => <YearView data={data} onYear={(to) => change({ year: String(to) })} />}
      </Loaded>
    </div>
  );
}

function YearView({ data, onYear }: { data: Year; onYear: (year: number) => void }) {
  const t = useT();
  const [open, setOpen] = useState<Day | null>(null);
  const seed = useWrite("POST /api/calendar/:year/seed", ["/api/calendar", "/api/home", "/api/metrics"]);
  const total = data.workingDays.reduce((sum, month) => sum + month.count, 0);
  return (
    <>
      <div className="row">
        <StatusTag kind={data.source === null ? "attention" : "neutral"}>
          {data.source === null ? t("calendar.unknown") : data.source === "edited" ? t("calendar.edited") : t("calendar.official")}
        </StatusTag>
        <span className="muted">{t("calendar.total", { count: total })}</span>
        <span className="row small">
          <i className="day-key off" /> {t("calendar.off")} <i className="day-key work" /> {t("calendar.work")}
        </span>
        {data.mayWrite && (
          <button
            type="button"
            className="button"
            disabled={seed.isPending}
            onClick={() =>
              seed.mutate(
                { params: { year: data.year } },
                { onError: (error) => toast({ error }), onSuccess: () => toast({ text: t("calendar.seeded") }) },
              )
            }
          >
            {t("calendar.seed")}
          </button>
        )}
      </div>
      {data.nextMissing !== null && (
        <p className="panel notice">
          {t("calendar.nextMissing", { year: data.nextMissing })}{" "}
          <button type="button" className="text-button" onClick={() => onYear(data.nextMissing!)}>
            {t("calendar.goThere")}
          </button>
        </p>
      )}
      <div className="months">
        {data.workingDays.map((month) => (
          <Month key={month.month} data={data} month={month} onOpen={setOpen} />
        ))}
      </div>
      {open && <DayDialog data={data} day={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Month({ data, month, onOpen }: { data: Year; month: Year["workingDays"][number]; onOpen: (day: Day) => void }) {
  const t = useT();
  const { weekStart, today } = usePrefs();
  const first = `${month.month}-01`;
  const count = Number(addDays(addMonths(first, 1), -1).slice(8));
  const blanks = (weekday(first) - weekStart + 7) % 7;
  const marked = new Map(data.days.map((one) => [one.day, one]));
  return (
    <section className="panel month" aria-label={month.month}>
      <h2 className="spread">
        <span>{t("targets.month", { n: Number(month.month.slice(5)) })}</span>
        <span className="muted small">{t("calendar.days", { count: month.count })}</span>
      </h2>
      <div className="days">
        {Array.from({ length: 7 }, (_, i) => (
          <span key={i} className="small muted">
            {t(`calendar.weekday.${((weekStart - 1 + i) % 7) + 1}`)}
          </span>
        ))}
        {Array.from({ length: blanks }, (_, i) => (
          <span key={`b${i}`} />
        ))}
        {Array.from({ length: count }, (_, i) => dayOf(data.year, Number(month.month.slice(5)), i + 1)).map((day) => {
          const mark = marked.get(day);
          const words = [day, mark?.name, mark && t(`calendar.${mark.kind}`)].filter(Boolean).join(" ");
          const className = `day ${mark?.kind ?? (weekday(day) > 5 ? "weekend" : "")} ${day === today ? "today" : ""}`;
          return data.mayWrite ? (
            <button key={day} type="button" className={className} title={mark?.name} aria-label={words} onClick={() => onOpen(day)}>
              {Number(day.slice(8))}
            </button>
          ) : (
            <span key={day} className={className} title={mark?.name}>
              {Number(day.slice(8))}
            </span>
          );
        })}
      </div>
    </section>
  );
}

/** A weekday may be off, a weekend be worked; what stands there already can always stay. */
function kindsOf(day: Day, present: Kind | undefined): Kind[] {
  const other = weekday(day) > 5 ? "work" : "off";
  return present && present !== other ? [null, other, present] : [null, other];
}

function DayDialog({ data, day, onClose }: { data: Year; day: Day; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const present = data.days.find((one) => one.day === day);
  const [kind, setKind] = useState<Kind>(present?.kind ?? null);
  const [name, setName] = useState(present?.name ?? "");
  const save = useWrite("PUT /api/calendar/:year/days/:day", ["/api/calendar", "/api/home", "/api/metrics"]);
  const submit = () =>
    save.mutate({ params: { year: data.year, day }, body: { kind, name, version: data.version } }, { onSuccess: onClose });
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={save.isPending} onClick={submit}>
        {t("common.save")}
      </button>
    </>
  );
  return (
    <Modal open title={format.day(day)} onClose={onClose} foot={foot}>
      <div className="stack">
        <fieldset className="stack-s plain-fieldset">
          <legend>{t("calendar.thisDay")}</legend>
          {kindsOf(day, present?.kind).map((one) => (
            <label key={String(one)} className="row">
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {t(one === null ? (weekday(day) > 5 ? "calendar.plainWeekend" : "calendar.plainWeekday") : `calendar.${one}`)}
            </label>
          ))}
        </fieldset>
        <TextField label={t("calendar.name")} value={name} onValue={setName} maxLength={40} />
        {save.error && <FormProblem error={save.error} />}
      </div>
    </Modal>
  );
}
