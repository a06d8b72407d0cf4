import { describe, expect, it } from "vitest";
import { processFault, type KnownStage, type WantedStage } from "./process.ts";

const known: KnownStage[] = [
  { name: "接触", kind: "open", deals: 3 },
  { name: "方案", kind: "open", deals: 0 },
  { name: "赢单", kind: "won", deals: 2 },
  { name: "输单", kind: "lost", deals: 1 },
];
const same: WantedStage[] = known.map(({ name, kind }) => ({ was: name, name, kind }));
const without = (name: string) => same.filter((one) => one.name !== name);
const fresh = (name: string): WantedStage => ({ was: null, name, kind: "open" });

describe("a sales process", () => {
  it.each<[string, readonly WantedStage[], string | null]>([
    ["may stay as it is", same, null],
    ["may give a stage another name", same.map((one) => (one.name === "接触" ? { ...one, name: "初访" } : one)), null],
    ["may put its open stages in another order", [same[1]!, same[0]!, same[2]!, same[3]!], null],
    ["may lose a stage nobody ever stood in", without("方案"), null],
    ["may gain a stage", [fresh("报价"), ...same], null],
    ["keeps a stage that deals stood in", without("接触"), "stage-in-use"],
    ["keeps what won means", same.map((one) => (one.name === "赢单" ? { ...one, kind: "open" as const } : one)), "stage-in-use"],
    ["tells its stages apart, whatever the case", [fresh("Proposal"), fresh("proposal "), ...same], "stage-twice"],
    [
      "makes one stage of one",
      [{ was: "接触", name: "一", kind: "open" }, { was: "接触", name: "二", kind: "open" }, ...same.slice(1)],
      "stage-twice",
    ],
    ["ends with won and lost", [same[0]!, same[2]!, same[3]!, same[1]!], "stage-ends"],
    [
      "has somewhere to begin",
      [
        { was: null, name: "赢", kind: "won" },
        { was: null, name: "输", kind: "lost" },
      ],
      "stage-in-use",
    ],
  ])("%s", (_, wanted, code) => expect(processFault(known, wanted)?.code ?? null).toBe(code));

  it("of a company without deals still needs one open stage", () => {
    const ends: WantedStage[] = [{ was: null, name: "赢", kind: "won" }, { was: null, name: "输", kind: "lost" }]; // prettier-ignore
    expect(processFault([], ends)?.code).toBe("stage-ends");
    expect(processFault([], [fresh("接触"), ...ends])).toBeNull();
  });
});
