import { expect, it } from "vitest";
import { pages } from "./routes.tsx";

it("no page stands where the server itself answers: a reload would show that instead", () => {
  const taken = pages.map(({ path }) => path).filter((path) => /^\/(api|metrics|healthz|readyz|assets)(\/|$)/.test(path));
  expect(taken).toEqual([]);
});
