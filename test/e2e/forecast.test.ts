import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright";
import { barriers, enter, openBrowser, phone, startHouse, type House } from "./support.ts";

let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

it("a rep submits, the manager overrides, the director sees both and what counts", async () => {
  const rep = await enter(browser, house, "销售代表", "/forecast", phone);
  await rep.getByRole("button", { name: /^提交预测/ }).click();
  const mine = rep.getByRole("dialog");
  await mine.getByLabel("承诺").fill("62万");
  await mine.getByLabel("最好情况").fill("80万");
  await mine.getByRole("button", { name: "提交预测" }).click();
  await rep.getByText("预测已提交").waitFor();
  await rep.getByText("承诺 ¥62.0万，最好 ¥80.0万").waitFor();
  expect(await barriers(rep)).toEqual([]);

  const manager = await enter(browser, house, "一线主管", "/forecast");
  await manager.getByRole("button", { name: "调整 赵欣然" }).click();
  const over = manager.getByRole("dialog");
  await over.getByLabel("承诺").fill("50万");
  await over.getByLabel("最好情况").fill("62万");
  await over.getByRole("button", { name: "调整" }).click();
  await manager.getByText("已调整").waitFor();
  const row = manager.getByRole("row", { name: /赵欣然/ }).first();
  await row.getByText("¥62.0万").first().waitFor();
  await row.getByText("¥50.0万").first().waitFor();
  expect(await barriers(manager)).toEqual([]);

  const director = await enter(browser, house, "销售总监", "/forecast");
  await director.getByRole("button", { name: "华中销售部", exact: true }).click();
  await director
    .getByRole("row", { name: /赵欣然/ })
    .getByText("¥50.0万")
    .first()
    .waitFor();
});

it("what changed, how good the words were, and what the past suggests", async () => {
  const page = await enter(browser, house, "销售总监", "/forecast?tab=changes&period=2026-Q2");
  await page.getByText(/未关闭金额(多了|少了)/).waitFor();
  await page.getByRole("heading", { name: /滑单/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "赢单概率" }).click();
  await page.getByText("可以用", { exact: true }).waitFor();
  await page.getByRole("heading", { name: /个进行中的商机，按概率折算/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page
    .getByRole("row", { name: /走过 \d 个阶段/ })
    .first()
    .getByRole("link")
    .click();
  await page.getByText(/^赢单概率 \d+%/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: "怎么来的" }).click();
  await page.getByRole("button", { name: "准确度" }).click();
  await page.getByText("偏乐观").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "统计预测" }).click();
  await page.getByRole("heading", { name: /回测/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
});
