import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, StatusTag } from "../ui/index.ts";
import { Counts } from "./Counts.tsx";
import { ErrorFile, ProblemTable } from "./Problems.tsx";
import type { Detail, Mode, Preview } from "./types.ts";

const effectKind = { new: "good", changed: "info", same: "neutral", refused: "danger" } as const;

/** Step three: what will happen, before it happens. */
export function CheckStep({ found, preview: first, onBack }: { found: Detail; preview: Preview; onBack: () => void }) {
  const t = useT();
  const [preview, setPreview] = useState(first);
  const check = useWrite("POST /api/imports/:id/preview", ["/api/imports"]);
  const run = useWrite("POST /api/imports/:id/run", ["/api/imports"]);
  const { import: seen, problems } = preview;
  const [mode, setMode] = useState(seen.mode);
  const choose = (next: Mode) => {
    setMode(next);
    check.mutate(
      { params: { id: found.id }, body: { reading: found.reading, mode: next } },
      { onSuccess: setPreview, onError: () => setMode(seen.mode) },
    );
  };
  const willWrite = seen.new + seen.changed;
  const isStopped = seen.mode === "all-or-nothing" && seen.refused > 0;
  return (
    <>
      <section className="panel stack" aria-labelledby="outcome">
        <h2 id="outcome">
          {isStopped ? t("imports.stopped", { refused: seen.refused }) : t("imports.willDo", { new: seen.new, changed: seen.changed })}
        </h2>
        <Counts of={seen} />
        {seen.refused > 0 && <ModeChoice mode={mode} isBusy={check.isPending} onMode={choose} />}
      </section>
      {problems.length > 0 && (
        <section className="panel stack" aria-labelledby="problems">
          <div className="spread">
            <h2 id="problems">{t("imports.problems")}</h2>
            {seen.refused > 0 && <ErrorFile found={found} />}
          </div>
          <ProblemTable problems={problems} />
        </section>
      )}
      <PreviewRows found={found} preview={preview} />
      {(check.error ?? run.error) && <FormProblem error={check.error ?? run.error} />}
      <div className="flow-foot">
        <button type="button" className="button" onClick={onBack}>
          {t("imports.back")}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isStopped || willWrite === 0 || run.isPending || check.isPending}
          onClick={() => run.mutate({ params: { id: found.id } })}
        >
          {willWrite === 0 ? t("imports.nothing") : t("imports.run", { count: willWrite })}
        </button>
      </div>
    </>
  );
}

function ModeChoice({ mode, isBusy, onMode }: { mode: Mode; isBusy: boolean; onMode: (mode: Mode) => void }) {
  const t = useT();
  return (
    <fieldset className="plain-fieldset stack-s">
      <legend>{t("imports.modeLabel")}</legend>
      {(["all-or-nothing", "good-rows"] as const).map((one) => (
        <label key={one} className="row">
          <input type="radio" name="mode" checked={one === mode} disabled={isBusy} onChange={() => onMode(one)} />
          <span>{t(`imports.mode.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function PreviewRows({ found, preview }: { found: Detail; preview: Preview }) {
  const t = useT();
  const shown = found.fields.filter((field) => preview.rows.some((row) => row.cells[field.name]));
  return (
    <section className="panel stack" aria-labelledby="rows">
      <h2 id="rows">{t("imports.firstRows", { count: preview.rows.length })}</h2>
      <div className="scroll-x" tabIndex={0} role="region" aria-labelledby="rows">
        <table className="plain-table preview-table">
          <thead>
            <tr>
              <th scope="col">{t("imports.rowNo")}</th>
              <th scope="col">{t("imports.effectLabel")}</th>
              {shown.map((field) => (
                <th key={field.name} scope="col">
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.row}>
                <td className="num">{row.row}</td>
                <td>
                  <StatusTag kind={effectKind[row.effect]}>{t(`imports.effect.${row.effect}`)}</StatusTag>
                </td>
                {shown.map((field) => (
                  <td key={field.name} title={row.cells[field.name]}>
                    {row.cells[field.name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
