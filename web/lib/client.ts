import type { Problem } from "#api/common.ts";
import type { Call } from "#api/contract.ts";
import type { Contract } from "#api/index.ts";
import { newId } from "./id.ts";

export type Key = keyof Contract;
export type GetKey = Extract<Key, `GET ${string}`>;
export type Reply<K extends Key> = Call<Contract[K]>["reply"];

type Nothing = Record<never, never>;
type Part<N extends string, T> = [T] extends [undefined] ? Nothing : Nothing extends T ? { [P in N]?: T } : { [P in N]: T };
export type Options<K extends Key> = Part<"params", Call<Contract[K]>["params"]> &
  Part<"query", Call<Contract[K]>["query"]> &
  Part<"body", Call<Contract[K]>["body"]>;
/** No second argument where a route takes nothing. */
export type Args<K extends Key> = Nothing extends Options<K> ? [options?: Options<K>] : [options: Options<K>];

type Fields = Readonly<Record<string, unknown>>;
export type Request = { params?: Fields; query?: Fields; body?: unknown; signal?: AbortSignal };

/** The server's refusal as it stands in RFC 9457, or code "offline" when no answer came. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** The record as it stands now, when a save was refused because somebody was faster; to show beside what was typed. */
export function movedTo<R>(error: unknown): R | undefined {
  return error instanceof ProblemError && error.problem.code === "version-moved" ? (error.problem.current as R | undefined) : undefined;
}

let onSignedOut = () => {};
/** What to do on 401; the session sets it once at start. */
export function whenSignedOut(act: () => void) {
  onSignedOut = act;
}

/** One documented route: `call("GET /api/people/:id", { params: { id } })`. Refusals are thrown as ProblemError. */
export async function call<K extends Key>(key: K, ...[options]: Args<K>): Promise<Reply<K>> {
  return (await (await send(key, options as Request | undefined)).json()) as Reply<K>;
}

/** For addresses that arrive as data (the rows behind a number). */
export async function getPath<T>(path: string, query: Fields, signal?: AbortSignal): Promise<T> {
  return (await (await send(`GET ${path}`, { query, signal })).json()) as T;
}

/** Saves the file a route answers with. */
export async function download<K extends Key>(key: K, name: string, ...[options]: Args<K>): Promise<void> {
  saveFile(await (await send(key, options as Request | undefined)).blob(), name);
}

/** Hands a file to the browser's own saving. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** One file as it is, for routes that take its bytes. */
export async function sendFile<K extends Key>(key: K, file: Blob, request: Omit<Request, "body"> = {}): Promise<Reply<K>> {
  return (await (await send(key, { ...request, body: file })).json()) as Reply<K>;
}

/** The address of a route with its parameters and query filled in. */
export function address(key: string, { params = {}, query = {} }: Request = {}): string {
  const path = key.slice(key.indexOf(" ") + 1).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one != null && one !== "") search.append(name, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

async function send(key: string, request: Request = {}): Promise<Response> {
  const method = key.slice(0, key.indexOf(" "));
  const { body, signal } = request;
  const isForm = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = { "x-hengji": "1", "accept-language": document.documentElement.lang };
  if (method !== "GET") headers["idempotency-key"] = newId();
  if (body !== undefined && !isForm) headers["content-type"] = "application/json";
  if (body instanceof Blob) headers["content-type"] = "application/octet-stream";
  const sent = body === undefined ? undefined : body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body);
  const response = await fetch(address(key, request), { method, headers, body: sent, signal }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ProblemError({ type: "about:blank", title: "offline", status: 0, code: "offline" });
  });
  if (response.ok) return response;
  throw await refusal(response, key);
}

async function refusal(response: Response, key: string): Promise<ProblemError> {
  if (response.status === 401 && key !== "POST /api/session") onSignedOut();
  const unknown: Problem = { type: "about:blank", title: response.statusText, status: response.status, code: `http-${response.status}` };
  if (!response.headers.get("content-type")?.includes("json")) return new ProblemError(unknown);
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new ProblemError({ ...unknown, ...body });
}
