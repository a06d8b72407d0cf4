import { daysBetween } from "#core/base/date.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { toast } from "../ui/index.ts";
import { staleAfter, type Record } from "./types.ts";

/** The pipeline as steps; the present one with its days beside what is usual there. A click moves the deal, and can be undone. */
export function StageSteps({ deal }: { deal: Record }) {
  const t = useT();
  const { today } = usePrefs();
  const patch = useWrite("PATCH /api/deals/:id", staleAfter);
  const mayMove = deal.mayWrite && deal.outcome === "open";
  const present = deal.stages.find((stage) => stage.name === deal.stage);
  const open = deal.stages.filter((stage) => stage.kind === "open");
  const following = deal.outcome === "open" ? open[open.findIndex((stage) => stage.name === deal.stage) + 1] : undefined;
  const move = (stage: string) =>
    patch.mutate(
      { params: { id: deal.id }, body: { version: deal.version, stage } },
      {
        onSuccess: (moved) =>
          toast({
            text: t("deals.moved", { name: deal.name, stage }),
            undo: () => patch.mutate({ params: { id: deal.id }, body: { version: moved.version, stage: deal.stage } }),
          }),
        onError: (error) => toast({ error }),
      },
    );
  return (
    <section aria-label={t("deals.stage")} className="stack-s">
      <ol className="stage-steps">
        {deal.stages
          .filter((stage) => stage.kind === "open" || stage.name === deal.stage)
          .map((stage) => (
            <li key={stage.name}>
              <button
                type="button"
                className={`button${stage.name === deal.stage ? " primary" : ""}`}
                aria-current={stage.name === deal.stage ? "step" : undefined}
                title={stage.criteria || undefined}
                disabled={!mayMove || patch.isPending}
                onClick={() => stage.name !== deal.stage && move(stage.name)}
              >
                {stage.name}
              </button>
            </li>
          ))}
      </ol>
      {following?.criteria && (
        <p className="small muted">
          {t("deals.nextStage", { stage: following.name })}
          {following.criteria}
        </p>
      )}
      {deal.outcome === "open" && deal.stageSince && (
        <p className="small muted">
          {t("deals.inStage", { count: daysBetween(deal.stageSince, today) })}
          {present?.usualDays != null && ` ${t("deals.usual", { count: present.usualDays })}`}
        </p>
      )}
    </section>
  );
}
