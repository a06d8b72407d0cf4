/** The ability a step of the process shows (P-01, K-17): finding the market, talking to people, closing. */
export type Ability = "market" | "communication" | "closing" | "";
export type StageKind = "open" | "won" | "lost";
export type StagePattern = {
  /** 简体, 繁體, English, then what other systems call it. */
  readonly names: readonly string[];
  readonly kind: StageKind;
  /** Chance of a win from here until a company's own history says better, in ppm. */
  readonly probabilityPpm: number;
  readonly step: Ability;
};

/** The pipeline of a company that has not named its own: the steps of P-01. */
export const defaultPipeline: readonly StagePattern[] = [
  { names: ["寻找潜客", "尋找潛客", "Prospecting", "潜在客户"], kind: "open", probabilityPpm: 50_000, step: "market" },
  { names: ["首次接触", "首次接觸", "First contact", "初次接触"], kind: "open", probabilityPpm: 100_000, step: "communication" },
  { names: ["需求分析", "需求分析", "Needs analysis", "Qualification"], kind: "open", probabilityPpm: 200_000, step: "communication" },
  { names: ["方案报价", "方案報價", "Proposal", "Quote", "方案"], kind: "open", probabilityPpm: 400_000, step: "closing" },
  { names: ["异议处理", "異議處理", "Objections"], kind: "open", probabilityPpm: 600_000, step: "closing" },
  { names: ["商务谈判", "商務談判", "Negotiation", "Closing"], kind: "open", probabilityPpm: 800_000, step: "closing" },
  { names: ["签约成交", "簽約成交", "Won", "赢单", "贏單", "Closed won"], kind: "won", probabilityPpm: 1_000_000, step: "" },
  { names: ["输单", "輸單", "Lost", "丢单", "Closed lost"], kind: "lost", probabilityPpm: 0, step: "" },
];

/** The pattern a stage name stands for, with its place; undefined when the company invented it. */
export function patternOf(name: string): (StagePattern & { readonly place: number }) | undefined {
  const flat = name.trim().toLowerCase();
  const place = defaultPipeline.findIndex((stage) => stage.names.some((known) => known.toLowerCase() === flat));
  return place < 0 ? undefined : { ...defaultPipeline[place]!, place: place + 1 };
}
