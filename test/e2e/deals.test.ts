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

it("a rep moves a deal by keys, notes a visit, tells why it was lost, and finds all of it in its story", async () => {
  const page = await enter(browser, house, "销售代表", "/deals?view=board");
  const cards = page.locator(".deal-card");
  await cards.first().waitFor();
  expect(await barriers(page)).toEqual([]);
  const [name, expected] = [await cards.first().getByRole("link").textContent(), await cards.first().locator("p .muted.num").textContent()];
  const steps = await page.locator(".lane > header h2").allTextContents();
  const target = steps.at(-1)!.replace(/\s*\d+$/, "");
  await page.getByLabel(`移动“${name}”`).first().selectOption(target);
  await page.getByText(`“${name}”已移到${target}`).waitFor();

  await page.getByRole("link", { name: name! }).first().click();
  await page.getByRole("heading", { level: 1, name: name! }).waitFor();
  await page.getByText(`进入“${target}”`).first().waitFor();
  expect(await page.locator(".facts-list", { hasText: "预计成交" }).textContent()).toContain(expected); // a moved card keeps its date
  await page.getByLabel("结果", { exact: true }).fill("同意试用");
  await page.getByRole("button", { name: "记下" }).click();
  await page.locator(".timeline", { hasText: "同意试用" }).waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("button", { name: "输单", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "输单" });
  await dialog.getByLabel("输单类型").selectOption("competitor");
  await dialog.getByLabel("输单原因").fill("价格");
  expect(await confirm.isDisabled()).toBe(true); // the competitor is still missing
  await dialog.getByLabel("竞争对手").fill("甲方科技");
  await confirm.click();
  await page.locator(".facts-list", { hasText: "甲方科技" }).waitFor();
  await page.getByRole("button", { name: "重新打开" }).waitFor();
});

it("a manager narrows the list in the address and hands an amount in, on the phone", async () => {
  const page = await enter(browser, house, "一线主管", "/deals?category=commit", phone);
  await page.getByText(/共 \d+ 个商机/).waitFor();
  expect(await page.getByLabel("预测类别").inputValue()).toBe("commit");
  await page.locator(".phone-rows li, tbody tr").first().click();
  await page.getByRole("button", { name: "编辑" }).click();
  await page.getByLabel("金额", { exact: true }).fill("123456");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("金额：", { exact: false }).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)).toBe(true);
});

it("a rep writes a new deal down on the phone, with one of the own customers, and stands on its page", async () => {
  const page = await enter(browser, house, "销售代表", "/deals", phone);
  const { rows } = (await (await page.request.get(new URL("/api/customers?limit=1", page.url()).href)).json()) as {
    rows: { code: string; name: string }[];
  };
  const { code, name: customer } = rows[0]!;
  await page.getByRole("button", { name: "新建商机" }).click();
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "保存" });
  expect(await save.isDisabled()).toBe(true); // it needs a name
  await dialog.getByLabel("商机名称").fill("检测设备二期");
  await dialog.getByLabel("客户", { exact: true }).fill(code);
  await dialog.getByRole("option", { name: customer }).click();
  await dialog.getByRole("button", { name: "重选" }).waitFor();
  await dialog.getByLabel("金额", { exact: true }).fill("12万");
  await dialog.getByText("金额请写成数字").waitFor();
  await dialog.getByLabel("金额", { exact: true }).fill("120000");
  await dialog.getByLabel("下一步", { exact: true }).fill("约技术交流");
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)).toBe(true);
  await save.click();
  await page.getByRole("heading", { level: 1, name: "检测设备二期" }).waitFor();
  await page.locator(".facts-list", { hasText: "120,000" }).waitFor();
  await page.getByText(customer).first().waitFor();
});
