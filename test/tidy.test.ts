import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { files, root, type Source, sources } from "./support/sources.ts";

const all = sources();
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith("test/");
const program = all.filter(({ path }) => !isTest(path));
const roomOf = (path: string) => path.split("/")[0]!;
const featureOf = (path: string) => (path.split("/").length > 2 ? path.split("/")[1] : undefined);

/** What a file of each room may import from other rooms; tests may also use test/. */
const mayImport: Record<string, readonly string[]> = {
  core: ["core"],
  api: ["api", "core"],
  server: ["server", "api", "core"],
  web: ["web", "api", "core"],
  cli: ["cli", "server", "api", "core"],
  data: ["data", "core"],
};
/** The first start loads the demo company: the one place where the server knows invented people. */
const knowsTheDemo = /^server\/demo\//;
const rooms = [...Object.keys(mayImport), "test", "tools", "bench"];

/** `path → target` for every import that breaks a rule. */
function offences(of: readonly Source[], breaks: (path: string, target: string, isType: boolean, written: string) => boolean): string[] {
  return of.flatMap(({ path, imports }) =>
    imports.filter((i) => breaks(path, i.target, i.isType, i.written)).map((i) => `${path} → ${i.written}`),
  );
}

describe("walls", () => {
  it("each room imports only what it may", () => {
    const foreign = (path: string, target: string) =>
      !(knowsTheDemo.test(path) && roomOf(target) === "data") &&
      rooms.includes(roomOf(target)) &&
      !mayImport[roomOf(path)]?.includes(roomOf(target));
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) in mayImport),
        foreign,
      ),
    ).toEqual([]);
  });

  it("core imports no package at all", () => {
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) === "core"),
        (_, target) => roomOf(target) !== "core",
      ),
    ).toEqual([]);
  });

  it("rooms meet by #room/…, never by a path that climbs out", () => {
    expect(offences(all, (path, target, _, written) => written.startsWith("..") && roomOf(path) !== roomOf(target))).toEqual([]);
  });

  it("a server feature never uses another one's routes", () => {
    const others = (path: string, target: string) =>
      target.endsWith("/routes.ts") && featureOf(path) !== undefined && featureOf(path) !== featureOf(target);
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) === "server"),
        others,
      ),
    ).toEqual([]);
  });

  it("web features do not know each other: what two need is in ui/ or lib/", () => {
    const shared = ["ui", "lib"];
    const others = (path: string, target: string) => {
      const [from, to] = [featureOf(path), featureOf(target)];
      return roomOf(target) === "web" && from !== undefined && to !== undefined && from !== to && !shared.includes(to);
    };
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) === "web"),
        others,
      ),
    ).toEqual([]);
  });

  it("what is shared in the web knows no feature", () => {
    const up = (path: string, target: string) =>
      ["ui", "lib"].includes(featureOf(path) ?? "") && roomOf(target) === "web" && !["ui", "lib"].includes(featureOf(target) ?? "");
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) === "web"),
        up,
      ),
    ).toEqual([]);
  });

  it("the browser carries no schemas: of api/ it imports types only", () => {
    expect(
      offences(
        program.filter(({ path }) => roomOf(path) === "web"),
        (_, target, isType) => roomOf(target) === "api" && !isType,
      ),
    ).toEqual([]);
  });

  it("the reading of imports sees what it should", () => {
    const seen = all.find(({ path }) => path === "server/backup/restore.ts")!.imports.map(({ target }) => target);
    expect(seen).toEqual(expect.arrayContaining(["pg", "server/db/client.ts"]));
    expect(
      offences([{ path: "core/x.ts", text: "", imports: [{ target: "server/a.ts", isType: false, written: "#server/a.ts" }] }], () => true),
    ).toHaveLength(1);
  });
});

type Ban = { readonly in?: string; readonly words: RegExp; readonly instead: string; readonly except?: RegExp };
const here = /^test\/tidy\.test\.ts$/;
const bans: readonly Ban[] = [
  { in: "core", words: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, instead: "a Day or an instant passed in by the caller" },
  { in: "core", words: /\bMath\.random\(|\brandomUUID\(/, instead: "a seeded generator or an id passed in by the caller" },
  { in: "core", words: /\basync\b|\bawait\b|\bPromise</, instead: "plain functions: core waits for nobody" },
  { in: "core", words: /\b(?:parseFloat|Number\.parseFloat)\(/, instead: "parseAmount: money is never a float" },
  { words: /\bas any\b|: any\b|<any>|\bany\[\]/, instead: "unknown and a schema" },
  { words: /@ts-(?:ignore|nocheck|expect-error)/, instead: "types that fit" },
  { words: /\b(?:TODO|FIXME|XXX)\b/, instead: "the thing itself, or a line in the changelog" },
  { words: /\b(?:it|describe|test)\.only\(/, instead: "all tests" },
  { words: /\benum \w+ \{|\bnamespace \w+ \{/, instead: "a union of words: Node runs the files as they are" },
  { words: /registry\.npmjs\.org|registry\.npmmirror\.com|npm\.pkg\.github\.com/, instead: "the registry the reader has set" },
  { words: /["'`(\s]\/(?:work|root|home|Users)\/[\w.-]+/, instead: "a path relative to the project", except: /\.md$/ },
];

describe("bans", () => {
  it.each(bans)("$words: $instead", ({ in: room, words, except }) => {
    const found = all
      .filter(({ path }) => !here.test(path) && !except?.test(path) && (room === undefined || (roomOf(path) === room && !isTest(path))))
      .flatMap(({ path, text }) => lines(text, words).map((line) => `${path}:${line}`));
    expect(found).toEqual([]);
  });

  function lines(text: string, words: RegExp): number[] {
    return text
      .split("\n")
      .flatMap((line, i) =>
        words.test(line.replace(/^\s*(?:\/\/|\*|\/\*\*).*/, (comment) => (/TODO|FIXME|XXX|@ts-/.test(comment) ? comment : "")))
          ? [i + 1]
          : [],
      );
  }
});

describe("shape", () => {
  it("no file has grown beyond what one reads in one go (400 lines)", () => {
    expect(all.filter(({ text }) => text.split("\n").length > 400).map(({ path }) => path)).toEqual([]);
  });

  it("each document has one title", () => {
    const titles = (path: string) =>
      readFileSync(join(root, path), "utf8")
        .replace(/^```[\s\S]*?^```/gm, "")
        .match(/^# /gm)?.length ?? 0;
    expect(files().filter((path) => path.endsWith(".md") && titles(path) !== 1)).toEqual([]);
  });

  it("no file is named after nothing", () => {
    expect(
      files().filter((path) => /(?:^|\/)(?:utils?|helpers?|misc|common|manager)\.tsx?$/.test(path) && path !== "api/common.ts"),
    ).toEqual([]);
  });
});
