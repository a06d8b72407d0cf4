import type { Reply } from "./client.ts";
import { hasText, useT } from "./i18n.ts";
import { useFormat } from "./use-format.ts";

type Reason = Reply<"GET /api/forecast/odds">["model"]["weights"][number];

/** "阶段：商务谈判", "停留 37 天"; of a weight, what more of it does. */
export function useReason(): (reason: Reason, isWeight?: boolean) => string {
  const t = useT();
  const format = useFormat();
  return ({ name, said }, isWeight = false) => {
    const label = t(`odds.feature.${name}`);
    if (said === "\u2205") return t("odds.word", { label, said: t("odds.none") });
    if (said === "\u2026") return t("odds.word", { label, said: t("odds.other") });
    if (!hasText(`odds.said.${name}`)) return said === "" ? label : t("odds.word", { label, said });
    if (isWeight) return t(`odds.more.${name}`);
    if (said === "") return t("odds.word", { label, said: t("odds.none") });
    if (name === "known") return t(`odds.known.${said}`);
    const n = name === "ownerRate" ? format.rate(String(Math.round(Number(said) * 1e6)), 0) : name === "amount" ? format.money(tenThousandths(said), 1) : said;
    return t(`odds.said.${name}`, { n, count: n });
  };
} // prettier-ignore

/** Amounts are kept in ten-thousandths. */
const tenThousandths = (text: string): string => (Number(text) / 10_000).toFixed(4);
