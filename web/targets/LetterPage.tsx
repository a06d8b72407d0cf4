import "./targets.css";
import { useState } from "react";
import { download, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useParam } from "../lib/place.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { LetterSingles } from "./LetterSingles.tsx";
import { FormProblem, Loaded, PageHeader, Skeleton, StatusTag, TextField, toast } from "../ui/index.ts";

type Letter = Reply<"GET /api/target-letters/:id">;

/** One letter: read, sign, print. What is signed is exactly what stands here. */
export default function LetterPage() {
  const t = useT();
  const id = useParam("letterId");
  const query = useCall("GET /api/target-letters/:id", { params: { id } });
  const name = query.data ? `${t("target-letters.one")} · ${query.data.personName}` : t("target-letters.one");
  const save = () =>
    void download("GET /api/target-letters/:id/pdf", `${name}.pdf`, { params: { id } }).catch((error: unknown) => toast({ error }));
  return (
    <div className="page letter">
      <PageHeader
        title={name}
        actions={
          <>
            <button type="button" className="button" onClick={() => window.print()}>
              {t("target-letters.print")}
            </button>
            <button type="button" className="button" onClick={save}>
              {t("target-letters.pdf")}
            </button>
          </>
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(letter) => (
          <>
            <Body letter={letter} />
            <Signature letter={letter} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Body({ letter }: { letter: Letter }) {
  const t = useT();
  const format = useFormat();
  const { content } = letter;
  const { person } = content;
  const shown = (amount: string | null, unit: "amount" | "count") =>
    amount === null ? "—" : unit === "count" ? format.plain(amount) : format.exact(amount);
  return (
    <article className="panel stack">
      <p className="muted">{content.company}</p>
      <h2>{t("target-letters.heading", { year: content.year })}</h2>
      <p>{t("target-letters.about", { name: person.name, code: person.code, unit: person.unit, title: person.title })}</p>
      <h3>{t("target-letters.section.targets")}</h3>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("target-letters.section.targets")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("targets.metric")}</th>
              <th className="num right">{t("targets.column.year")}</th>
              {[1, 2, 3, 4].map((n) => (
                <th key={n} className="num right">
                  {t("targets.quarter", { n })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.targets.map((one) => (
              <tr key={one.metric}>
                <th scope="row">{t(`metrics.name.${one.metric}`)}</th>
                <td className="num right">
                  <b>{shown(one.year, one.unit)}</b>
                </td>
                {one.quarters.map((amount, i) => (
                  <td key={i} className="num right">
                    {shown(amount, one.unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details open>
        <summary>{t("targets.monthsOf")}</summary>
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t("targets.monthsOf")}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t("target-talks.period")}</th>
                {content.targets.map((one) => (
                  <th key={one.metric} className="num right">
                    {t(`metrics.name.${one.metric}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {content.targets[0]?.months.map(({ key }, i) => (
                <tr key={key}>
                  <th scope="row">{format.period(key)}</th>
                  {content.targets.map((one) => (
                    <td key={one.metric} className="num right">
                      {shown(one.months[i]?.amount ?? null, one.unit)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <LetterSingles singles={content.singles ?? []} />
      <h3>{t("target-letters.section.actions")}</h3>
      {content.actions.length === 0 && <p className="muted">{t("target-letters.none")}</p>}
      <ul className="rows">
        {content.actions.map((action) => (
          <li key={action.title + action.dueOn} className="spread">
            <span className="grow">
              {action.title} <span className="small muted">{action.path}</span>
            </span>
            <span className="num">{action.dueOn}</span>
          </li>
        ))}
      </ul>
      <h3>{t("target-letters.section.conditions")}</h3>
      <p className="pre">{content.conditions || t("target-letters.none")}</p>
      <p className="small muted">
        {t("target-letters.basis", {
          list: content.targets
            .map((one) => t("target-letters.basisOne", { metric: t(`metrics.name.${one.metric}`), n: one.version }))
            .join(t("target-letters.comma")),
        })}
      </p>
    </article>
  );
}

function Signature({ letter }: { letter: Letter }) {
  const t = useT();
  const [name, setName] = useState("");
  const [isRead, setRead] = useState(false);
  const sign = useWrite("POST /api/target-letters/:id/signature", ["/api/target-letters", "/api/home"]);
  if (letter.signedAt)
    return (
      <p className="row">
        <StatusTag kind="good">
          {t("target-letters.signedBy", { name: letter.signedName ?? "", at: letter.signedAt.slice(0, 16).replace("T", " ") })}
        </StatusTag>
        {letter.isStale && <StatusTag kind="danger">{t("target-letters.stale")}</StatusTag>}
        <span className="small muted letter-hash">{t("target-letters.hash", { hash: letter.hash })}</span>
      </p>
    );
  if (!letter.maySign) return <StatusTag kind="attention">{t("target-letters.unsigned")}</StatusTag>;
  const submit = () =>
    sign.mutate(
      { params: { id: letter.id }, body: { hash: letter.hash, name } },
      { onSuccess: () => toast({ text: t("target-letters.signed") }) },
    );
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRead && name.trim() !== "") submit();
      }}
    >
      <h2>{t("target-letters.sign")}</h2>
      {letter.isStale && <p className="field-error">{t("target-letters.staleHint")}</p>}
      <label className="row">
        <input type="checkbox" checked={isRead} onChange={(event) => setRead(event.target.checked)} />
        {t("target-letters.confirm")}
      </label>
      <TextField label={t("target-letters.name")} hint={t("target-letters.nameHint")} value={name} onValue={setName} autoComplete="off" />
      {sign.error && <FormProblem error={sign.error} />}
      <div>
        <button type="submit" className="button primary" disabled={!isRead || name.trim() === "" || sign.isPending}>
          {t("target-letters.signNow")}
        </button>
      </div>
    </form>
  );
}
