import "./targets.css";
import { useState } from "react";
import { movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { queryClient, useCall, useWrite } from "../lib/query.ts";
import { Empty, Icon, Loaded, PageHeader, Skeleton, toast, usePhone } from "../ui/index.ts";
import { DecomposeDialog } from "./DecomposeDialog.tsx";
import { MetricSelect, metricOf } from "./MetricSelect.tsx";
import { NodePanel, Upwards } from "./NodePanel.tsx";
import { TargetTable } from "./TargetTable.tsx";
import type { Column, Node, Tree } from "./tree.ts";
import { TargetTabs } from "./TargetTabs.tsx";
import { VersionBar } from "./VersionBar.tsx";

/** 目标: everybody's number, how it adds up, and how far it is reached. */
export default function TargetsPage() {
  const t = useT();
  const { today } = usePrefs();
  const isPhone = usePhone();
  const [filters, change] = useFilters<"metric" | "year" | "set" | "grain" | "view">();
  const metric = metricOf(filters.metric);
  const query = useCall("GET /api/targets", {
    query: { metric, year: filters.year, setId: filters.set, view: filters.view === "draft" ? "draft" : undefined },
  });
  const year = query.data?.year ?? Number(filters.year ?? today.slice(0, 4));
  const grain = filters.grain === "month" ? "month" : "quarter";
  return (
    <div className="page wide">
      <PageHeader
        title={t("nav.targets")}
        subtitle={t("targets.hint")}
        actions={
          query.data && (
            <VersionBar tree={query.data} onChoose={(set) => change({ set })} onView={(view) => change({ view, set: undefined })} />
          )
        }
      >
        <div className="row no-print">
          <MetricSelect value={metric} onChange={(one) => change({ metric: one, set: undefined })} />
          <span className="row">
            <button
              type="button"
              className="button plain icon"
              aria-label={t("common.earlier")}
              onClick={() => change({ year: String(year - 1), set: undefined })}
            >
              <Icon name="left" />
            </button>
            <b className="num">{t("common.period.year", { year })}</b>
            <button
              type="button"
              className="button plain icon"
              aria-label={t("common.later")}
              onClick={() => change({ year: String(year + 1), set: undefined })}
            >
              <Icon name="right" />
            </button>
          </span>
          {!isPhone && (
            <select
              className="input"
              aria-label={t("targets.grain")}
              value={grain}
              onChange={(event) => change({ grain: event.target.value })}
            >
              <option value="quarter">{t("targets.byQuarter")}</option>
              <option value="month">{t("targets.byMonth")}</option>
            </select>
          )}
        </div>
      </PageHeader>
      <TargetTabs />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={10} />}
        isEmpty={(tree) => tree.set === null}
        empty={<Empty title={t("targets.empty", { year })}>{t(query.data?.mayDraft ? "targets.emptyMine" : "targets.emptyWait")}</Empty>}
      >
        {(tree) => <Sheet tree={tree} grain={grain} />}
      </Loaded>
    </div>
  );
}

function Sheet({ tree, grain }: { tree: Tree; grain: "quarter" | "month" }) {
  const t = useT();
  const [openId, open] = useState<string | null>(null);
  const [decomposing, decompose] = useState<Node | null>(null);
  const write = useWrite("PUT /api/target-sets/:setId/cells", ["/api/targets"]);
  const save = async (node: Node, column: Column, amount: string | null) => {
    const body = { nodeKind: node.kind, nodeId: node.id, period: column.key, amount, version: node.version };
    await write.mutateAsync({ params: { setId: tree.set!.id }, body }).catch(async (error: unknown) => {
      // Somebody was faster: the table shows what stands now, the field keeps what was typed.
      if (movedTo(error)) await queryClient.invalidateQueries({ queryKey: ["/api/targets"] });
      throw error;
    });
    toast({ text: t("targets.saved", { name: node.name }) });
  };
  const mine = tree.nodes.find((node) => node.mine && node.kind === "position");
  return (
    <>
      {mine && (
        <section className="panel stack-s">
          <h2>{t("targets.myLine")}</h2>
          <Upwards tree={tree} node={mine} />
        </section>
      )}
      {tree.set?.state === "draft" && tree.nodes.some((node) => node.mayWrite) && <p className="small muted">{t("targets.draftMine")}</p>}
      <TargetTable tree={tree} grain={grain} onSave={save} onOpen={(node) => open(node.id)} />
      <NodePanel
        tree={tree}
        node={tree.nodes.find((node) => node.id === openId) ?? null}
        onSave={save}
        onDecompose={(node) => {
          open(null);
          decompose(node);
        }}
        onClose={() => open(null)}
      />
      {decomposing && <DecomposeDialog tree={tree} node={decomposing} onClose={() => decompose(null)} />}
    </>
  );
}
