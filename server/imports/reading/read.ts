import { spawn } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Line } from "#core/imports/mapping.ts";
import { refuse, isRefusal, type Refusal } from "../../http/refusal.ts";
import type { ChildOptions } from "./child.ts";
import { limits, type FileProblem } from "./limits.ts";
import type { Form } from "./sheet.ts";

export type Table = { readonly form: Form; readonly header: readonly string[]; readonly lines: readonly Line[]; readonly total: number };

const script = fileURLToPath(new URL("./child.ts", import.meta.url));

/** Reads a file in a capped child process. Whatever the file does to it, the answer is a table or a refusal. */
export async function readTable(bytes: Uint8Array, options: ChildOptions = {}): Promise<Table | Refusal> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${limits.heapMegabytes}`, "--disable-warning=ExperimentalWarning", script, JSON.stringify(options)],
    {
      stdio: ["pipe", "pipe", "ignore"],
      env: { PATH: process.env.PATH, TZ: "UTC", ...compiled() },
    },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), limits.seconds * 1000);
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined); // it may be dead before it has read everything
  child.stdin.end(bytes);
  try {
    return await collected(createInterface({ input: child.stdout, crlfDelay: Infinity }));
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

/** What the server has compiled once, a reader need not compile again: half of a small file's time. */
function compiled(): { NODE_COMPILE_CACHE?: string } {
  const folder = process.env.NODE_COMPILE_CACHE ?? getCompileCacheDir();
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}

type Message = [no: number, cells: string[]] | { form: Form } | { end: number } | { problem: Pick<FileProblem, "code" | "values"> };

async function collected(messages: AsyncIterable<string>): Promise<Table | Refusal> {
  const draft: { form?: Form; lines: Line[]; total?: number } = { lines: [] };
  for await (const text of messages) {
    const outcome = take(draft, text);
    if (isRefusal(outcome)) return outcome;
  }
  if (draft.total === undefined || !draft.form) return refuse("file-too-heavy", { seconds: limits.seconds });
  const [header, ...lines] = draft.lines;
  return { form: draft.form, header: header?.cells ?? [], lines, total: draft.total };
}

function take(draft: { form?: Form; lines: Line[]; total?: number }, text: string): Refusal | undefined {
  const message = parsed(text);
  if (message === null) return undefined; // a line cut off when the child was ended
  if (Array.isArray(message)) draft.lines.push({ no: message[0], cells: message[1] });
  else if ("form" in message) draft.form = message.form;
  else if ("end" in message) draft.total = message.end;
  else return refuse(message.problem.code, message.problem.values);
  return undefined;
}

function parsed(text: string): Message | null {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return null;
  }
}
