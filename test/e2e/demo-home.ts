import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { homes, openHouse } from "./house.ts";

declare module "vitest" {
  interface ProvidedContext {
    demoHome: string;
  }
}

/** Loads the demo company once; every journey works on a copy of its folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(homes(), "hengji-demo-"));
  const { end } = await openHouse(home);
  await end();
  project.provide("demoHome", home);
  return () => rm(home, { recursive: true, force: true });
}
