import { describe, expect, it } from "vitest";
import { dictionary } from "../kpi/dictionary.ts";
import { problems, weighed, type Weighed } from "./problems.ts";

describe("the catalogue of usual causes", () => {
  it("links to metrics that exist and names each cause once", () => {
    for (const { metrics } of problems) for (const code of metrics) expect(Object.keys(dictionary)).toContain(code);
    expect(new Set(problems.map((one) => one.code)).size).toBe(problems.length);
  });
  it.each<[("for" | "against" | "open")[], Weighed]>([
    [[], "unasked"],
    [["open", "open"], "unasked"],
    [["for"], "likely"],
    [["for", "against"], "divided"],
    [["for", "against", "against"], "unlikely"],
  ])("%s is %s", (stances, expected) => expect(weighed(stances)).toBe(expected));
});
