import { describe, expect, it } from "vitest";
import { ask } from "./ask.ts";
import { freshDatabase } from "./database.ts";

describe("a fresh database", () => {
  it("is migrated, and no other test's rows are in it", async () => {
    const [one, other] = [await freshDatabase(), await freshDatabase()];
    await ask(one.ownerUrl, "insert into tenants (code, name) values ('a', 'A')");
    expect(await ask(one.ownerUrl, "select count(*)::int from tenants")).toBe(1);
    expect(await ask(other.ownerUrl, "select count(*)::int from tenants")).toBe(0);
  });

  it("lets the runtime in as a role that owns nothing and inherits nothing", async () => {
    const { url } = await freshDatabase();
    expect(await ask(url, "select rolsuper or rolbypassrls or rolinherit from pg_roles where rolname = current_user")).toBe(false);
    await expect(ask(url, "select count(*) from users")).rejects.toThrow("permission denied");
    expect(await ask(url, "set role hengji_app")).toBeUndefined();
  });
});
