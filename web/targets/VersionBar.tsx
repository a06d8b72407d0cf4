import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, StatusTag, toast } from "../ui/index.ts";
import type { Tree } from "./tree.ts";
import { VersionDifferences } from "./VersionDifferences.tsx";

type Props = { tree: Tree; onChoose: (setId: string | undefined) => void; onView: (view: "draft" | undefined) => void };

/** Which version is shown, and the steps of a version: draft → published. */
export function VersionBar({ tree, onChoose, onView }: Props) {
  const t = useT();
  const [asking, ask] = useState<"publish" | "drop" | "compare" | null>(null);
  const draft = useWrite("POST /api/target-sets", ["/api/targets"]);
  const publish = useWrite("POST /api/target-sets/:setId/publication", [
    "/api/targets",
    "/api/home",
    "/api/metrics",
    "/api/scorecards",
    "/api/statements",
  ]);
  const drop = useWrite("DELETE /api/target-sets/:setId", ["/api/targets"]);
  const mayAllocate = useCan("targets:write");
  const { set } = tree;
  const params = { setId: set?.id ?? "" };
  const draftWaiting = set?.state === "published" ? tree.versions.find((one) => one.state === "draft") : undefined;
  const before = set ? tree.versions.find((one) => one.version < set.version) : undefined;
  return (
    <div className="row">
      {set && (
        <select className="input" aria-label={t("targets.version")} value={set.id} onChange={(event) => onChoose(event.target.value)}>
          {tree.versions.map((one) => (
            <option key={one.id} value={one.id}>
              {t("targets.versionOf", { n: one.version, on: (one.publishedAt ?? one.createdAt).slice(0, 10) })}
            </option>
          ))}
        </select>
      )}
      {set && <StatusTag kind={set.state === "draft" ? "attention" : "good"}>{t(`targets.state.${set.state}`)}</StatusTag>}
      {draftWaiting && (
        <button type="button" className="button" onClick={() => onView("draft")}>
          {t("targets.seeDraft", { n: draftWaiting.version })}
        </button>
      )}
      {set?.state === "draft" && tree.versions.some((one) => one.state === "published") && (
        <button type="button" className="button" onClick={() => onView(undefined)}>
          {t("targets.seePublished")}
        </button>
      )}
      {before && (
        <button type="button" className="button plain" onClick={() => ask("compare")}>
          {t("target-talks.compare")}
        </button>
      )}
      {before && asking === "compare" && <VersionDifferences tree={tree} from={before.id} onClose={() => ask(null)} />}
      {mayAllocate && (
        <a className="button" href={`/targets/allocate?metric=${tree.metric}&year=${tree.year}`}>
          {t("allocation.open")}
        </a>
      )}
      {tree.mayDraft && (
        <button
          type="button"
          className="button"
          disabled={draft.isPending}
          onClick={() =>
            draft.mutate(
              { body: { metric: tree.metric, year: tree.year } },
              { onSuccess: () => onView("draft"), onError: (error) => toast({ error }) },
            )
          }
        >
          {t("targets.newDraft")}
        </button>
      )}
      {set?.state === "draft" && set.isMine && <span className="small muted">{t("targets.byAnother")}</span>}
      {tree.mayDrop && (
        <button type="button" className="button" onClick={() => ask("drop")}>
          {t("targets.drop")}
        </button>
      )}
      {tree.mayPublish && (
        <button type="button" className="button primary" onClick={() => ask("publish")}>
          {t("targets.publish")}
        </button>
      )}
      <ConfirmFlow
        open={asking === "publish"}
        title={t("targets.publishTitle", { n: set?.version ?? 0 })}
        confirmLabel={t("targets.publish")}
        onConfirm={() => publish.mutateAsync({ params, body: { stamp: set?.stamp ?? 0 } }).then(() => onView(undefined))}
        onClose={() => ask(null)}
      >
        <p>{t("targets.publishWhat")}</p>
      </ConfirmFlow>
      <ConfirmFlow
        open={asking === "drop"}
        danger
        title={t("targets.dropTitle", { n: set?.version ?? 0 })}
        confirmLabel={t("targets.drop")}
        onConfirm={() => drop.mutateAsync({ params }).then(() => onView(undefined))}
        onClose={() => ask(null)}
      >
        <p>{t("targets.dropWhat")}</p>
      </ConfirmFlow>
    </div>
  );
}
