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

describe("a director's own board", () => {
  it("is built by keyboard, narrowed by a click on another tile, and leads to the rows", async () => {
    const page = await enter(browser, house, "销售总监", "/dashboards/role-director");
    await page.getByRole("button", { name: "复制一份" }).click();
    await page.getByRole("dialog").getByLabel("名称").fill("周一例会");
    await page.getByRole("dialog").getByRole("button", { name: "创建" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/role-director")); // until then the old board stands there
    const tiles = page.locator(".board-tile");
    const order = async () => {
      let ids: (string | null)[] = [];
      const read = async () => (ids = await tiles.evaluateAll((all) => all.map((tile) => tile.getAttribute("data-tile"))));
      await expect.poll(async () => (await read()).length, { timeout: 15_000 }).toBeGreaterThan(5);
      return ids;
    };
    const [first, second, third] = await order();

    const grip = page.locator(`[data-tile="${second}"] .board-grip`);
    await grip.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText(/移到第 3 块/).waitFor({ state: "attached" });
    expect((await order()).slice(0, 3)).toEqual([first, third, second]);
    await page.keyboard.press("+");
    await page.getByText(/宽 4 格/).waitFor({ state: "attached" });
    await page.locator(`[data-tile="${third}"] .board-grip`).focus();
    await page.keyboard.press("Delete");
    expect(await page.locator(`[data-tile="${third}"]`).count()).toBe(0);
    await page.keyboard.press("Control+z");
    await page.locator(`[data-tile="${third}"]`).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("已保存“周一例会”").waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "周一例会" }).waitFor();
    expect((await order()).slice(0, 3)).toEqual([first, third, second]);

    const share = page.getByRole("region", { name: "签约额 · 占比" });
    const channel = share.getByRole("button", { pressed: false }).filter({ hasNotText: "看" }).first();
    const name = (await channel.textContent())!;
    await channel.click();
    await page.getByRole("button", { name: `去掉筛选“${name}”` }).waitFor();
    expect(new URL(page.url()).searchParams.get("channel")).toBe(name);
    await page.getByRole("region", { name: "签约额 · 地图" }).getByRole("button", { name: "看记录" }).click();
    await page.getByRole("dialog").getByRole("row").nth(1).waitFor();
    expect(await page.getByRole("dialog").getByRole("row").count()).toBeGreaterThan(1);
  });

  it("goes along as a picture of a tile and as a paper of the whole board", async () => {
    const page = await enter(browser, house, "销售总监", "/dashboards/role-director");
    const save = page.getByRole("region", { name: "签约额 · 占比" }).getByRole("button", { name: "存为图片" });
    const [picture] = await Promise.all([page.waitForEvent("download"), save.click()]);
    expect(picture.suggestedFilename()).toMatch(/^签约额 · 占比-\d{4}-Q\d\.png$/);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper).toMatch(/MediaBox \[0 0 84[12]\S* 59[45]/); // A4 across
  });

  it("stands on a phone one tile below the other, and a rep sees the company's board with the own numbers", async () => {
    const page = await enter(browser, house, "销售代表", "/dashboards", phone);
    await page.getByRole("heading", { level: 1, name: "我的销售" }).waitFor();
    await page.locator(".board-tile").nth(3).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel("选择仪表盘").selectOption({ label: "经营总览" });
    await page.getByRole("heading", { level: 1, name: "经营总览" }).waitFor();
    expect(await page.getByRole("button", { name: "编辑" }).count()).toBe(0);
  });
});
