import { describe, expect, it } from "vitest";
import { drafts, effects, wire } from "./process-draft.ts";

const stage = (name: string, kind: "open" | "won" | "lost" = "open") => ({
  name,
  kind,
  criteria: "",
  probabilityPpm: 200_000,
  open: 0,
  deals: 4,
});
const before = [stage("接触"), stage("方案"), stage("赢", "won"), stage("输", "lost")];
const kinds = (after: ReturnType<typeof drafts>) => effects(before, after).map((one) => one.kind);

describe("what saving a process would do", () => {
  const same = () => drafts(before, true);
  it.each([
    ["nothing", (all: ReturnType<typeof drafts>) => all, []],
    ["a new name", ([a, ...rest]: ReturnType<typeof drafts>) => [{ ...a!, name: "初访" }, ...rest], ["renamed"]],
    ["another order", ([a, b, ...rest]: ReturnType<typeof drafts>) => [b!, a!, ...rest], ["moved"]],
    ["one less", ([, ...rest]: ReturnType<typeof drafts>) => rest, ["removed"]],
    ["one more", (all: ReturnType<typeof drafts>) => [{ ...all[0]!, was: null, name: "报价" }, ...all], ["added"]],
    ["another chance", ([a, ...rest]: ReturnType<typeof drafts>) => [{ ...a!, percent: "35" }, ...rest], ["probability"]],
  ])("%s", (_, change, wanted) => expect(kinds(change(same()))).toEqual(wanted));

  it("sends chances in millionths, and nothing for nothing", () => {
    const [a, b] = same();
    expect(wire([{ ...a!, percent: "12.5" }, { ...b!, percent: "" }]).map((one) => one.probabilityPpm)).toEqual([125_000, null]); // prettier-ignore
  });
});
