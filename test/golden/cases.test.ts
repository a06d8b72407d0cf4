import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { testOutcomes } from "#core/compensation/engine/tests.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { readText } from "#server/appraisal/text.ts";
import { ratesAndTiers } from "./published/rates-and-tiers.ts";
import { timeAndTeams } from "./published/time-and-teams.ts";

const published = { ...ratesAndTiers, ...timeAndTeams };

/** Published commission cases, kept outside the project: each is written as a plan file with its test, read back and run. */
const file = new URL("../../../shared/cases/commission-cases.json", import.meta.url);
type Case = { id: string; inputs: unknown; expected: unknown };
const cases = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Case[]) : null;

if (!cases) console.warn("commission cases: skipped, the file of cases is not beside this project");
describe.skipIf(!cases)("published commission cases", () => {
  it.each(cases?.map((one) => one.id) ?? [])("%s comes out to the cent", (id) => {
    const { inputs, expected } = cases!.find((one) => one.id === id)!;
    const documents = [published[id]!(inputs, expected)].flat();
    for (const document of documents) expect(misses(stringify(document))).toEqual([]);
  });
  it("there is a plan for each of them", () => {
    expect(cases!.filter((one) => !published[one.id]).map((one) => one.id)).toEqual([]);
  });
});

function misses(text: string): unknown[] {
  const checked = readPlan(readText(text).value);
  if (checked.kind === "refused") return [...checked.problems];
  const outcomes = testOutcomes(checked.plan, checked.tests);
  expect(outcomes).toHaveLength(1);
  return outcomes.flatMap((one) => [...one.misses]);
}
