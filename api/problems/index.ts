import { coachingProblems } from "./coaching.ts";
import { compensationProblems } from "./compensation.ts";
import { generalProblems } from "./general.ts";
import { identityProblems } from "./identity.ts";
import { importProblems } from "./imports.ts";

/** Every refusal of the system. A feature adds its own file and one line here. */
export const problems = { ...compensationProblems, ...generalProblems, ...identityProblems, ...coachingProblems, ...importProblems };
export type ProblemCode = keyof typeof problems;
