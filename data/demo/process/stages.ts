import { defaultPipeline } from "#core/deals/pipeline.ts";
import type { Sheet } from "../sheet.ts";

/** The stages a deal walks through, in their order; won and lost stand apart. */
export const STEPS = defaultPipeline.filter((stage) => stage.kind === "open").map((stage) => stage.names[0]!);
export const WON = "签约成交";
export const LOST = "输单";

const ABILITY = { market: "市场开拓", communication: "沟通", closing: "促成", "": "" } as const;
const KIND = { open: "进行中", won: "赢单", lost: "输单" } as const;

export function stageSheet(): Sheet {
  return {
    header: ["阶段名称", "顺序", "类型", "赢单概率", "体现能力"],
    rows: defaultPipeline.map((stage, i) => [
      stage.names[0]!,
      String(i + 1),
      KIND[stage.kind],
      `${stage.probabilityPpm / 10_000}%`,
      ABILITY[stage.step],
    ]),
  };
}
