import { afterAll, beforeAll, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";

type Row = {
  title: string;
  seats: number;
  isMine: boolean;
  version: number;
  purpose: string;
  duties: { text: string; metrics: string[] }[];
};
let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());

const read = async (who: string) => (await (await on.signedIn(who))("GET", "/api/job-profiles")).json<{ mayWrite: boolean; rows: Row[] }>();
const written = { title: "销售代表", version: 0, purpose: "完成签约和回款", duties: [{ text: "签约", metrics: ["signed-amount"] }], norms: "当天记下结果", documents: [{ name: "签约流程", url: "https://example.com/sop" }] }; // prettier-ignore

it("HR writes it for a title; everybody reads it, one's own title first", async () => {
  const hr = await on.signedIn("hr");
  expect((await hr("PUT", "/api/job-profiles", written)).json()).toEqual({ title: "销售代表", version: 1 });
  const rep = await read("E013");
  expect([rep.mayWrite, rep.rows[0]]).toMatchObject([
    false,
    { title: "销售代表", seats: 5, isMine: true, version: 1, purpose: "完成签约和回款" },
  ]);
  const { mayWrite, rows } = await read("hr");
  expect([mayWrite, rows.find(({ title }) => title === "上海经理")]).toMatchObject([true, { version: 0, seats: 1, duties: [] }]);
});

it("a second version from an old page is refused, the newer one stays; from the new one it is written", async () => {
  const hr = await on.signedIn("hr");
  expect((await hr("PUT", "/api/job-profiles", { ...written, purpose: "旧的" })).json<{ code: string }>().code).toBe("version-moved");
  expect((await hr("PUT", "/api/job-profiles", { ...written, version: 1, purpose: "新的" })).json()).toEqual({
    title: "销售代表",
    version: 2,
  });
  expect((await read("E013")).rows[0]).toMatchObject({ version: 2, purpose: "新的" });
});

it.each([
  ["an address that is none", { documents: [{ name: "x", url: "javascript:alert(1)" }] }],
  ["a duty without a word", { duties: [{ text: " ", metrics: [] }] }],
  ["a metric that is no code", { duties: [{ text: "x", metrics: ["DROP TABLE"] }] }],
])("%s is refused, and nothing is written", async (_, more) => {
  const reply = await (await on.signedIn("hr"))("PUT", "/api/job-profiles", { ...written, version: 2, ...more });
  expect(reply.statusCode).toBe(400);
  expect((await read("E013")).rows[0]).toMatchObject({ version: 2 });
});

it("who may not write is refused, another company sees nothing of it", async () => {
  expect((await (await on.signedIn("E013"))("PUT", "/api/job-profiles", written)).statusCode).toBe(404);
  const other = (await (await on.signedIn("hr", on.other))("GET", "/api/job-profiles")).json<{ rows: Row[] }>();
  expect(other.rows.every(({ version }) => version === 0)).toBe(true);
});
