import { useRef, useState } from "react";
import type { DragEvent } from "react";
import { useMutation } from "@tanstack/react-query";
import { importKinds, importResource, type ImportKind } from "#core/imports/fields.ts";
import { download, sendFile } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters, useGo } from "../lib/place.ts";
import { Empty, FormProblem, Icon, toast } from "../ui/index.ts";
import { Flow } from "./Flow.tsx";

/** Step one: what it is, and the file. */
export default function NewImportPage() {
  const t = useT();
  const go = useGo();
  const { can } = useMe();
  const [{ kind: asked }, change] = useFilters<"kind">();
  const mine = importKinds.filter((kind) => can.includes(`${importResource[kind]}:write`));
  const kind = mine.find((one) => one === asked) ?? mine[0];
  const upload = useMutation({
    mutationFn: (file: File) => sendFile("POST /api/imports", file, { query: { kind, fileName: file.name.slice(-200) } }),
    onSuccess: (found) => go(`/imports/${found.id}`),
  });
  return (
    <Flow step="file" title={t("imports.newTitle")} subtitle={t("imports.newSubtitle")}>
      {!kind && <Empty title={t("imports.notAllowed")} />}
      {kind && (
        <>
          <KindChoice kinds={mine} kind={kind} onKind={(next) => change({ kind: next })} />
          <FileChoice isBusy={upload.isPending} onFile={(file) => upload.mutate(file)} />
          {upload.error && <FormProblem error={upload.error} />}
        </>
      )}
    </Flow>
  );
}

function KindChoice({ kinds, kind, onKind }: { kinds: readonly ImportKind[]; kind: ImportKind; onKind: (kind: ImportKind) => void }) {
  const t = useT();
  const template = () =>
    download("GET /api/import-templates/:kind", `${t(`imports.kind.${kind}`)}.csv`, { params: { kind } }).catch((error: unknown) =>
      toast({ error }),
    );
  return (
    <section className="panel stack">
      <fieldset className="plain-fieldset">
        <legend>{t("imports.what")}</legend>
        <div className="kind-choices">
          {kinds.map((one) => (
            <label key={one} className="kind-choice">
              <input type="radio" name="kind" value={one} checked={one === kind} onChange={() => onKind(one)} />
              <span className="stack-s">
                <b>{t(`imports.kind.${one}`)}</b>
                <span className="small muted">{t(`imports.about.${one}`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row">
        <button type="button" className="button" onClick={() => void template()}>
          <Icon name="down" />
          {t("imports.template", { kind: t(`imports.kind.${kind}`) })}
        </button>
        <span className="small muted">{t("imports.templateHint")}</span>
      </div>
    </section>
  );
}

function FileChoice({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className={`drop-zone stack ${isOver ? "over" : ""}`}
      onDrop={drop}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      aria-label={t("imports.file")}
    >
      <p>{t("imports.drop")}</p>
      <div>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,.xlsm"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t("imports.file")}
          onChange={(event) => event.target.files?.[0] && onFile(event.target.files[0])}
        />
        <button type="button" className="button primary" disabled={isBusy} onClick={() => input.current?.click()}>
          {isBusy ? t("imports.reading") : t("imports.choose")}
        </button>
      </div>
      <p className="small muted">{t("imports.formats")}</p>
    </section>
  );
}
