/** What a plan of the former kind says: one scale of tiers. */
type Former = {
  readonly plan: string;
  readonly base: string;
  readonly period: string;
  readonly accumulate?: string;
  readonly tiers: readonly object[];
  readonly tie?: string;
  readonly rounding?: object;
  readonly coefficient?: { readonly from: string; readonly "when-missing"?: string | number };
  readonly payout?: string;
  readonly cap?: string | number;
  readonly "personal-rate"?: string;
};

/**
 * Plans used to be of one kind, `kind: tiered`. A version kept from then is read as the same rule in the plan language; whatever is no such
 * document passes through.
 */
export function asLanguage(document: unknown): unknown {
  if (typeof document !== "object" || document === null || (document as { kind?: unknown }).kind !== "tiered") return document;
  const former = document as Former;
  const accumulate = former.accumulate ?? former.period;
  const isPersonal = former["personal-rate"] === "allowed";
  const tiers = { name: "提成", accumulate, of: "金额", tiers: former.tiers, ...(former.tie && { tie: former.tie }) };
  const personal = { name: "个人比例提成", accumulate, of: "金额", rate: "个人比例", gate: "已知(个人比例)" };
  return {
    plan: former.plan,
    base: former.base,
    period: former.period,
    ...(former.rounding && { rounding: former.rounding }),
    ...(isPersonal && { inputs: { participant: { 个人比例: "rate" } } }),
    measures: { 业绩: { sum: "金额" }, 累计业绩: { sum: "金额", over: accumulate } },
    components: isPersonal ? [{ ...tiers, gate: "非 已知(个人比例)" }, personal] : [tiers],
    payout: payoutOf(former, isPersonal),
  };
}

function payoutOf({ payout, coefficient, cap }: Former, isPersonal: boolean): string {
  const hasNone = (coefficient?.from ?? "none") === "none";
  const otherwise = coefficient?.["when-missing"] ?? "stop";
  const factor = hasNone ? "1" : otherwise === "stop" ? "绩效系数" : `缺省(绩效系数, ${otherwise})`;
  const words: Readonly<Record<string, string>> = {
    提成: isPersonal ? "(提成 + 个人比例提成)" : "提成", commission: isPersonal ? "(提成 + 个人比例提成)" : "提成",
    绩效系数: factor, coefficient: factor, credited: "业绩", accumulated: "累计业绩", 完成率: "(累计业绩 / 配额)", attainment: "(累计业绩 / 配额)",
  }; // prettier-ignore
  const text = (payout ?? (hasNone ? "提成" : "提成 × 绩效系数")).replace(/[\p{L}_][\p{L}\p{N}_]*/gu, (word) => words[word] ?? word);
  return cap === undefined ? text : `最小(${text}, ${cap}元)`;
}
