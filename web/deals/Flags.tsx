import { useT } from "../lib/i18n.ts";
import { StatusTag } from "../ui/index.ts";
import type { Deal } from "./types.ts";

/** What deserves a look: standing still, pushed again and again, late. */
export function Flags({ deal, today }: { deal: Deal; today: string }) {
  const t = useT();
  const isLate = deal.outcome === "open" && deal.expectedOn !== null && deal.expectedOn < today;
  return (
    <>
      {deal.outcome !== "open" && (
        <StatusTag kind={deal.outcome === "won" ? "good" : "neutral"}>{t(`deals.outcomes.${deal.outcome}`)}</StatusTag>
      )}
      {deal.isStale && <StatusTag kind="attention">{t("deals.stale")}</StatusTag>}
      {isLate && <StatusTag kind="danger">{t("deals.late")}</StatusTag>}
      {deal.pushes >= 2 && <StatusTag kind="attention">{t("deals.pushes", { count: deal.pushes })}</StatusTag>}
    </>
  );
}
