import { coachingProblems } from "./coaching.ts";
import { generalProblems } from "./general.ts";
import { identityProblems } from "./identity.ts";

/** Every refusal of the system. A feature adds its own file and one line here. */
export const problems = { ...generalProblems, ...identityProblems, ...coachingProblems };
export type ProblemCode = keyof typeof problems;
