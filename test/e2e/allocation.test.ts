import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

describe("sales operations allocates the next year", () => {
  it("from history, deals and ramp: sees who gets what and how fair it is, saves it, writes it into a draft and takes it back", async () => {
    const page = await enter(browser, house, "人力与销售运营", "/targets/allocate");
    await page.getByLabel("要分配的全年总数").fill("3亿");
    await page.getByRole("button", { name: "试算" }).click();
    await page.getByRole("heading", { name: "公不公平" }).waitFor();
    const whole = page.getByRole("row", { name: /衡远集团/ }).first();
    expect(await whole.textContent()).toContain("¥3.00亿");
    await page.getByRole("button", { name: "衡远集团 怎么算的" }).click();
    await page.getByRole("dialog").getByText("以下各项相加").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await barriers(page)).toEqual([]);

    await page.getByRole("button", { name: "存为方案" }).click();
    await page.getByLabel("方案名称").fill("三亿稳健");
    await page.getByRole("dialog").getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("已保存方案「三亿稳健」").waitFor();
    await page.getByRole("button", { name: "写入草稿" }).click();
    await page.getByText("一次写入草稿").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "写入草稿" }).click();
    await page.getByText(/已写入草稿：\d+ 个节点/).waitFor();
    await page.getByText("已把「三亿稳健」写入草稿").waitFor();
    await page.getByRole("button", { name: "撤回" }).first().click();
    await page.getByText("已撤回，草稿恢复到写入之前").waitFor();
  });

  it("a rep on the phone sees the check of the own target and what it rests on, and no allocation", async () => {
    const page = await enter(browser, house, "销售代表", "/targets/smart", phone);
    await page.getByRole("button", { name: /的目标依据/ }).click();
    await page.getByRole("dialog").getByText("A 可达成").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.goto(`${house.url}/targets/allocate`);
    expect(await page.getByRole("button", { name: "试算" }).count()).toBe(0);
  });
});
