import { call } from "./client.ts";
import { meQuery } from "./me.ts";
import type { Prefs } from "./prefs.ts";
import { queryClient } from "./query.ts";

type Change = Partial<Pick<Prefs, "locale" | "theme" | "numberStyle">>;

/** Keeps how I read on the server; a failure leaves the choice in this browser only, which does no harm. */
export async function saveSettings(change: Change): Promise<void> {
  const me = queryClient.getQueryData(meQuery().queryKey);
  if (!me) return;
  queryClient.setQueryData(meQuery().queryKey, { ...me, ...change });
  const saved = await call("PATCH /api/me", { body: { ...change, version: me.version } }).catch(() => null);
  if (saved) await queryClient.invalidateQueries({ queryKey: ["/api/me"] });
}
