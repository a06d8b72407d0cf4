import type { LightMyRequestResponse } from "fastify";
import type { Stage } from "./company.ts";

/** The executive looks at a draft somebody else has made, and publishes what was seen. */
export async function publishTargets(on: Stage, setId: string, asked = "year=2026"): Promise<LightMyRequestResponse> {
  const executive = await on.signedIn("executive");
  const { set } = (await executive("GET", `/api/targets?${asked}&view=draft`)).json<{ set: { id: string; stamp: number } }>();
  return executive("POST", `/api/target-sets/${setId}/publication`, { stamp: set.id === setId ? set.stamp : 0 });
}
