import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright";
import { enter, openBrowser, startHouse, type House } from "./support.ts";

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

it("sales operations writes a metric without code, is told where it is wrong, and a director reads it with its reasons", async () => {
  const page = await enter(browser, house, "人力与销售运营", "/kpi/edit");
  await page.getByLabel("代码").fill("margin");
  await page.getByLabel("名称").fill("毛利率");
  await page.getByLabel("怎么构成").selectOption("formula");
  const formula = page.getByLabel("公式", { exact: true });
  await formula.fill("gross_profit + 5%");
  await page.getByText("第 14 个字符：").waitFor();
  await formula.fill("gross_profit ÷ signed_amount");
  await page.getByRole("region", { name: "预览" }).getByText("怎么算的").waitFor();
  await page.getByRole("button", { name: "发布" }).click();
  await page.getByRole("textbox", { name: "生效日期" }).fill("2026-01-01");
  await page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
  await page.waitForURL("**/kpi/x-margin");

  const reader = await enter(browser, house, "总监", "/kpi/x-margin");
  await reader.getByRole("heading", { level: 1, name: "毛利率" }).waitFor();
  await reader.getByRole("button", { name: "毛利率 怎么算的" }).click();
  const proof = reader.getByRole("dialog");
  await proof.getByText("按公式：gross_profit ÷ signed_amount").waitFor();
  await proof
    .getByRole("button", { name: /^查看 \d+ 条订单$/ })
    .first()
    .click();
  await proof.getByRole("table").waitFor();
  expect(await proof.getByRole("row").count()).toBeGreaterThan(1);
});
