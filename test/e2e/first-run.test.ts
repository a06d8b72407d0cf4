import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright";
import { barriers, desktop, openBrowser, signIn, startHouse, type House } from "./support.ts";

let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await startHouse({ HENGJI_DEMO: "no" });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

it("without the demo the terminal names a link, the link makes the company, and its administrator signs in", async () => {
  await expect.poll(() => house.said(), { timeout: 10_000 }).toMatch(/\/set-up\?token=\S+/);
  const token = /token=(\S+)/.exec(house.said())![1]!;
  const page = await (await browser.newContext(desktop)).newPage();
  await page.goto(`${house.url}/set-up?token=${token}`);
  await page.getByLabel("公司名称").fill("青禾机电");
  await page.getByLabel("您的姓名").fill("周立");
  await page.getByLabel("账号").fill("zhouli@qinghe.example");
  await page.getByLabel("密码").fill("春江潮水连海平-2026");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "建立公司" }).click();
  await page.getByRole("button", { name: "登录", exact: true }).waitFor();
  await signIn(page, house, "zhouli@qinghe.example", "春江潮水连海平-2026");
  await page.getByRole("heading", { level: 1, name: /您好/ }).waitFor();
  expect(await page.getByText("青禾机电").count()).toBeGreaterThan(0);

  const late = await (await browser.newContext(desktop)).newPage();
  await late.goto(`${house.url}/set-up?token=${token}`);
  await late.getByLabel("公司名称").fill("别的公司");
  await late.getByLabel("您的姓名").fill("别人");
  await late.getByLabel("账号").fill("other@qinghe.example");
  await late.getByLabel("密码").fill("海上明月共潮生-2026");
  await late.getByRole("button", { name: "建立公司" }).click();
  await late.getByRole("alert").waitFor();
});
