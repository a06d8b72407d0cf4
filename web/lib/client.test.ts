import { describe, expect, it } from "vitest";
import { address } from "./client.ts";
import { newId } from "./id.ts";

describe("the address of a route", () => {
  it.each([
    ["GET /api/people/:id", { params: { id: "a/b" } }, "/api/people/a%2Fb"],
    ["GET /api/search", { query: { q: "张 伟", kind: undefined } }, "/api/search?q=%E5%BC%A0+%E4%BC%9F"],
    ["GET /api/metrics", { query: { unit: ["1", "2"], empty: "" } }, "/api/metrics?unit=1&unit=2"],
    ["DELETE /api/session", {}, "/api/session"],
  ])("%s", (key, request, path) => expect(address(key, request)).toBe(path));
});

describe("an id made in the browser", () => {
  it("is a version 7 UUID that sorts by time", () => {
    const [early, late] = [newId(1_700_000_000_000), newId(1_700_000_000_001)];
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
    expect(newId()).not.toBe(newId());
  });
});
