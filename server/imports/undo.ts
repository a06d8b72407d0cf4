import { recordAudit, type AuditAuthor } from "../audit/record.ts";
import { unpacked, type Change } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { afterFacts, beforeFacts } from "./aftermath.ts";
import { changesOf, fingerprint } from "./commit.ts";
import { importerOf } from "./kinds/index.ts";
import { lockFacts } from "../orders/aftermath.ts";
import { personCodeOf } from "./own-post.ts";
import { importById, lockImport, moveOn, type Import } from "./store.ts";

/** Takes back what an import wrote: what it created goes, what it changed becomes as before. Refused when something has moved since. */
export async function undoImport(tx: Tx, id: string, author: AuditAuthor): Promise<Import | Refusal> {
  const found = await lockImport(tx, id);
  if (!found) return refuse("not-found");
  if (found.state !== "done") return refuse("import-not-ready");
  await lockFacts(tx);
  const { keeper } = importerOf(found.kind);
  const done = await changesOf(tx, id);
  const me = found.kind === "people" ? await personCodeOf(tx, author.userId) : undefined;
  if (done.some((change) => change.key === me)) return refuse("not-on-yourself");
  const present = await keeper.load(
    tx,
    done.map((change) => change.key),
  );
  const moved = done.filter(({ key, after }) => !present.has(key) || fingerprint(present.get(key)!.state) !== after);
  if (moved.length > 0) return refuse("import-undo-changed", { count: moved.length, key: moved[0]!.key.replaceAll("\n", " ") });
  return takeBack(tx, found, done, (key) => present.get(key)!.state, author);
}

type Done = Awaited<ReturnType<typeof changesOf>>;

async function takeBack(
  tx: Tx,
  found: Import,
  done: Done,
  stateOf: (key: string) => unknown,
  author: AuditAuthor,
): Promise<Import | Refusal> {
  const { keeper } = importerOf(found.kind);
  const restored: Change<unknown>[] = done.flatMap(({ id, key, before }) =>
    before === null ? [] : [{ id, key, before: stateOf(key), after: unpacked<unknown>(before) }],
  );
  const created = done.filter((change) => change.before === null);
  const all = done.map(({ id, key }) => ({ id, key, before: stateOf(key), after: stateOf(key) }));
  const touched = await beforeFacts(tx, found.kind, all);
  try {
    if (restored.length > 0) await keeper.write(tx, restored);
    if (created.length > 0) await keeper.remove(tx, created);
  } catch (error) {
    const table = dependent(error);
    if (table !== null) return refuse("import-undo-depends", { table });
    throw error;
  }
  await afterFacts(tx, touched);
  await moveOn(tx, found.id, ["done"], "undone");
  await recordAudit(tx, author, {
    action: "import.undo",
    subjectKind: "import",
    subjectId: found.id,
    subjectLabel: found.fileName,
    before: { kind: found.kind, objects: done.length },
  });
  return (await importById(tx, found.id))!;
}

/** The table whose rows still point at what would go. */
function dependent(error: unknown): string | null {
  const { code, table } = error as { code?: string; table?: string };
  return code === "23503" ? (table ?? "?") : null;
}
