import "./metrics.css";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useGo, useParam } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { ConfirmFlow, DateField, FormProblem, Loaded, PageHeader, Skeleton, TextField, toast } from "../ui/index.ts";
import { EditorForm } from "./EditorForm.tsx";
import { Preview } from "./Preview.tsx";
import { startingPoint, type Written } from "./written.ts";

type Version = Reply<"GET /api/metrics/:metric">["versions"][number];

/** 编辑指标口径: a metric without code, seen on real facts while it is written. */
export default function EditorPage() {
  const t = useT();
  const code = useParam("code");
  const blocks = useCall("GET /api/metric-measures", {});
  const known = useCall("GET /api/metrics/:metric", { params: { metric: code } }, { enabled: code !== "" });
  const title = t(code ? "metrics.editor.edit" : "metrics.editor.new");
  if (code && !known.data) return <Waiting title={title} query={known} />;
  return (
    <div className="page">
      <PageHeader title={title} subtitle={t("metrics.editor.subtitle")} />
      <Loaded query={blocks} skeleton={<Skeleton lines={14} />}>
        {(offered) => <Desk key={known.data?.versions[0]?.no ?? 0} fixedCode={code} latest={known.data?.versions[0]} blocks={offered} />}
      </Loaded>
    </div>
  );
}

function Waiting({ title, query }: { title: string; query: Parameters<typeof Loaded>[0]["query"] }) {
  return (
    <div className="page">
      <PageHeader title={title} />
      <Loaded query={query} skeleton={<Skeleton lines={14} />}>
        {() => null}
      </Loaded>
    </div>
  );
}

type DeskProps = { fixedCode: string; latest: Version | undefined; blocks: Reply<"GET /api/metric-measures"> };

function Desk({ fixedCode, latest, blocks }: DeskProps) {
  const t = useT();
  const go = useGo();
  const { today } = usePrefs();
  const [typed, setTyped] = useState("");
  const [written, setWritten] = useState<Written>(latest?.written ?? startingPoint);
  const [version, setVersion] = useState(latest?.state === "draft" ? latest.version : 0);
  const [isPublishing, setPublishing] = useState(false);
  const [from, setFrom] = useState(today);
  const code = fixedCode || `x-${typed}`;
  const stale = ["/api/metrics", "/api/metric-measures"];
  const save = useWrite("PUT /api/metric-definitions/:code/draft", stale);
  const publish = useWrite("POST /api/metric-definitions/:code/publication", stale);
  const drop = useWrite("DELETE /api/metric-definitions/:code/draft", stale);
  const keep = async () => {
    const kept = await save.mutateAsync({ params: { code }, body: { written, version } });
    setVersion(kept.version);
    return kept;
  };
  const publishNow = async () => {
    const kept = await keep();
    await publish.mutateAsync({ params: { code }, body: { validFrom: from, version: kept.version } });
    go(`/kpi/${code}`);
  };
  const isReady = /^x-[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && written.name.trim() !== "";
  return (
    <div className="columns editor">
      <section className="panel stack" aria-label={t("metrics.editor.definition")}>
        {!fixedCode && (
          <TextField
            label={t("metrics.editor.code")}
            hint={t("metrics.editor.codeHint")}
            value={typed}
            maxLength={30}
            onValue={(text) => setTyped(text.toLowerCase())}
          />
        )}
        <EditorForm written={written} blocks={blocks} onChange={setWritten} />
        {(save.error ?? drop.error) && <FormProblem error={save.error ?? drop.error} />}
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={!isReady || save.isPending}
            onClick={() =>
              void keep().then(
                () => toast({ text: t("metrics.editor.saved") }),
                () => undefined,
              )
            }
          >
            {t("metrics.editor.save")}
          </button>
          <button type="button" className="button primary" disabled={!isReady} onClick={() => setPublishing(true)}>
            {t("metrics.editor.publish")}
          </button>
          {version > 0 && (
            <button
              type="button"
              className="button plain"
              onClick={() => drop.mutate({ params: { code } }, { onSuccess: () => go("/kpi/dictionary") })}
            >
              {t("metrics.editor.drop")}
            </button>
          )}
        </div>
      </section>
      <Preview code={isReady ? code : "x-new"} written={written} />
      <ConfirmFlow
        open={isPublishing}
        title={t("metrics.editor.publishTitle", { name: written.name })}
        confirmLabel={t("metrics.editor.publish")}
        onConfirm={publishNow}
        onClose={() => setPublishing(false)}
      >
        <p>{t("metrics.editor.publishHint")}</p>
        <DateField label={t("metrics.versions.from")} value={from} required onValue={setFrom} />
      </ConfirmFlow>
    </div>
  );
}
