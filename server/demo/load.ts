import { sql } from "kysely";
import type { Pool } from "pg";
import { COMPANY_NAME, DEMO_TODAY } from "#data/demo/company.ts";
import { demoCompany, type DemoCompany } from "#data/demo/index.ts";
import { kinds, type Kind, type Sheet } from "#data/demo/sheet.ts";
import { recordAudit } from "../audit/record.ts";
import { createUser } from "../auth/accounts.ts";
import { hashPassword } from "../auth/password.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import { commitTable } from "../imports/commit.ts";
import { createTenant } from "../people/commands.ts";
import { hangBoards } from "./boards.ts";
import { rateAbilities } from "./abilities.ts";
import { bookTalks } from "./coaching.ts";
import { bookForecasts } from "./forecast.ts";
import { DEMO_PASSWORD, demoLogins, type DemoLogin } from "./logins.ts";
import { settlePay } from "./pay.ts";
import { talkAboutTargets } from "./targets.ts";

type Log = (line: string) => void;

/** The first start of an installation without any company gets the demo company; later starts find it there. */
export async function ensureDemo(pool: Pool, log: Log): Promise<DemoLogin[]> {
  const isEmpty = await inTransaction(pool, { tenantId: null }, async (tx) => {
    const row = await tx.row(sql<{ count: number }>`select count(*)::int as count from tenants`);
    return row!.count === 0;
  });
  if (isEmpty) await loadDemo(pool, log);
  return inTransaction(pool, { tenantId: null }, demoLogins);
}

/** Everything in one transaction, through the same import a user takes: all of the company, or nothing. */
export async function loadDemo(pool: Pool, log: Log): Promise<void> {
  const started = Date.now();
  log("正在装入演示公司 / loading the demo company …");
  const demo = demoCompany();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inTransaction(pool, { tenantId: null }, async (tx) => {
    const tenantId = await createTenant(tx, { code: "demo", name: COMPANY_NAME, isDemo: true, todayFixed: DEMO_TODAY });
    for (const kind of kinds) await bring(tx, kind, demo.kinds[kind]);
    const persons = await personIds(tx);
    const users = await addUsers(tx, demo, persons, passwordHash);
    await bookTalks(tx, demo.oneOnOnes, persons);
    await bookForecasts(tx);
    await rateAbilities(tx, demo.oneOnOnes, persons);
    await hangBoards(tx, users);
    await settlePay(tx, tenantId, { hr: users.get("hr")!, finance: users.get("finance")! });
    const person = (role: string) => persons.get(demo.logins.find((one) => one.role === role)!.person)!;
    await talkAboutTargets(tx, { users, persons: { rep: person("rep"), manager: person("manager") } });
  });
  log(`演示公司已就绪 / demo company ready: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** The demo's own files must be faultless: a refused row is a fault of the generator, not of the reader. */
async function bring(tx: Tx, kind: Kind, sheet: Sheet): Promise<void> {
  const { problems, counts } = await commitTable(tx, kind, sheet);
  const refused = problems.filter((problem) => problem.severity === "refused");
  if (refused.length > 0) throw new Error(`demo ${kind}: ${JSON.stringify(refused[0])}`);
  const entry = { action: "import.run", subjectKind: "import", subjectId: kind, subjectLabel: `${kind}.csv`, after: { kind, ...counts } };
  await recordAudit(tx, { userId: null, actor: "system", requestId: null, at: new Date() }, entry);
}

async function personIds(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows(sql<{ code: string; id: string }>`select code, id from persons where tenant_id = current_tenant()`);
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** User ids by role. */
async function addUsers(
  tx: Tx,
  { logins }: DemoCompany,
  persons: ReadonlyMap<string, string>,
  passwordHash: string,
): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  for (const { role, login, name, person } of logins) {
    users.set(role, (await createUser(tx, { login, name, personId: persons.get(person)!, passwordHash }))!);
  }
  return users;
}
