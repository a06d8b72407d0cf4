import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, StatusTag, toast } from "../ui/index.ts";
import type { Tree } from "./tree.ts";

type Props = { tree: Tree; onChoose: (setId: string | undefined) => void };

/** Which version is shown, and the steps of a version: draft → published. */
export function VersionBar({ tree, onChoose }: Props) {
  const t = useT();
  const [asking, ask] = useState<"publish" | "drop" | null>(null);
  const draft = useWrite("POST /api/target-sets", ["/api/targets"]);
  const publish = useWrite("POST /api/target-sets/:setId/publication", [
    "/api/targets",
    "/api/home",
    "/api/metrics",
    "/api/scorecards",
    "/api/statements",
  ]);
  const drop = useWrite("DELETE /api/target-sets/:setId", ["/api/targets"]);
  const { set } = tree;
  const params = { setId: set?.id ?? "" };
  return (
    <div className="row">
      {set && (
        <select
          className="input"
          aria-label={t("targets.version")}
          value={set.id}
          onChange={(event) => onChoose(event.target.value === tree.versions[0]?.id ? undefined : event.target.value)}
        >
          {tree.versions.map((one) => (
            <option key={one.id} value={one.id}>
              {t("targets.versionOf", { n: one.version, on: (one.publishedAt ?? one.createdAt).slice(0, 10) })}
            </option>
          ))}
        </select>
      )}
      {set && <StatusTag kind={set.state === "draft" ? "attention" : "good"}>{t(`targets.state.${set.state}`)}</StatusTag>}
      {tree.mayDraft && (
        <button
          type="button"
          className="button"
          disabled={draft.isPending}
          onClick={() =>
            draft.mutate(
              { body: { metric: tree.metric, year: tree.year } },
              { onSuccess: () => onChoose(undefined), onError: (error) => toast({ error }) },
            )
          }
        >
          {t("targets.newDraft")}
        </button>
      )}
      {tree.mayPublish && (
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
        onConfirm={() => publish.mutateAsync({ params })}
        onClose={() => ask(null)}
      >
        <p>{t("targets.publishWhat")}</p>
      </ConfirmFlow>
      <ConfirmFlow
        open={asking === "drop"}
        danger
        title={t("targets.dropTitle", { n: set?.version ?? 0 })}
        confirmLabel={t("targets.drop")}
        onConfirm={() => drop.mutateAsync({ params }).then(() => onChoose(undefined))}
        onClose={() => ask(null)}
      >
        <p>{t("targets.dropWhat")}</p>
      </ConfirmFlow>
    </div>
  );
}
