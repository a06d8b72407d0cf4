import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, desktop, openBrowser, phone, startHouse, type House } from "./support.ts";

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

async function as(role: string, path: string, context = desktop): Promise<Page> {
  const page = await (await browser.newContext(context)).newPage();
  await page.goto(house.url);
  await page.getByRole("button", { name: `${role} ·` }).click();
  await page.getByRole("heading", { level: 1, name: /您好/ }).waitFor();
  await page.goto(`${house.url}${path}`);
  return page;
}

/** "¥3,087.38" → 308738: cents, so that sums are exact. */
const cents = (text: string): number => Number(text.replace(/[^\d-]/g, ""));

describe("a rep and his statement", () => {
  it("sees what he earns, opens how it came about, and the lines add up to the commission", async () => {
    const page = await as("销售代表", "/statement?period=2026-05");
    await page.getByRole("heading", { name: "逐笔明细" }).waitFor();
    const rows = page.locator("section", { hasText: "逐笔明细" }).locator("tbody tr.ant-table-row");
    await rows.first().waitFor();
    const earned = await rows.locator("b").allTextContents();
    const total = await page.locator("tr", { hasText: "合计" }).locator("b").textContent();
    expect(earned.map(cents).reduce((a, b) => a + b, 0)).toBe(cents(total!));

    await page.getByRole("button", { name: "应得提成 怎么算的" }).click();
    const panel = page.getByRole("dialog");
    await panel.getByText("按方案公式：提成 × 绩效系数").waitFor();
    expect(await panel.getByText("考核得分").count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
  });

  it("asks what one more deal would bring, on the phone", async () => {
    const page = await as("销售代表", "/statement?period=2026-06", phone);
    await page.getByLabel("金额（元）").fill("100000");
    await page.getByRole("button", { name: "试算" }).click();
    await page.getByText(/多得 ¥/).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});

describe("scorecards", () => {
  it("a rep drills from a score line to the orders behind it", async () => {
    const page = await as("销售代表", "/scorecard?period=2026-05");
    await page.getByRole("button", { name: "签约额达成 怎么算的" }).click();
    const panel = page.getByRole("dialog");
    await panel.locator("summary", { hasText: /^签约额/ }).click();
    await panel.getByRole("button", { name: /查看 \d+ 条订单/ }).click();
    await panel.locator("table tbody tr, .phone-rows li").first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it("a manager opens a member's scorecard from the team list and finds the way back", async () => {
    const page = await as("一线主管", "/scorecard?period=2026-05");
    await page.getByRole("button", { name: "赵欣然" }).click();
    await page.getByRole("heading", { level: 1, name: "赵欣然的绩效" }).waitFor();
    await page.getByRole("button", { name: "返回团队" }).click();
    await page.getByRole("heading", { level: 1, name: "我的绩效" }).waitFor();
  });
});

it("finance takes the file for payroll, with everybody in it", async () => {
  const page = await as("财务", "/statement?period=2026-04");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("statements-2026-04.csv");
});
