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

/** A browser of one's own, signed in by one click on a demo login. */
async function as(role: string, context = desktop): Promise<Page> {
  const page = await (await browser.newContext(context)).newPage();
  await page.goto(house.url);
  await page.getByRole("button", { name: `${role} ·` }).click();
  await page.getByRole("heading", { level: 1, name: /您好/ }).waitFor();
  return page;
}

describe("a manager's Monday", () => {
  it("opens the talk with the facts, agrees on an action, and the member finds it on the workbench", async () => {
    const manager = await as("一线主管");
    await manager.keyboard.press("g");
    await manager.keyboard.press("t");
    await manager.getByRole("heading", { level: 1, name: "团队与一对一" }).waitFor();
    await manager.getByRole("link", { name: "赵欣然" }).click();
    await manager.getByRole("heading", { name: /的事实/ }).waitFor();
    await manager.getByLabel("谈了什么").fill("重点客户的预算已批。");
    await manager.getByLabel("行动 1", { exact: true }).fill("周五前发出报价");
    await manager.getByRole("button", { name: "保存面谈" }).click();
    await manager.getByText("已保存，行动项已放到对方的工作台").waitFor();
    expect(await manager.getByText("重点客户的预算已批。").count()).toBe(1);

    const rep = await as("销售代表");
    await rep.getByRole("button", { name: "完成“周五前发出报价”" }).click();
    await rep.getByText("已完成“周五前发出报价”").waitFor();
    await rep.getByRole("button", { name: "撤销" }).click();
    await rep.getByRole("button", { name: "完成“周五前发出报价”" }).waitFor();
  });

  it("a rep does not see the team, nor a colleague's page", async () => {
    const rep = await as("销售代表");
    expect(await rep.getByRole("link", { name: "团队与一对一" }).count()).toBe(0);
    await rep.goto(`${house.url}/team`);
    await rep.getByText("没有找到这个页面或内容").waitFor();
  });
});

describe("the keyboard", () => {
  it("finds a person by pinyin in the palette and Escape gives the focus back", async () => {
    const page = await as("人力与销售运营");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("zhaoxinran");
    await page.getByRole("option", { name: /赵欣然/ }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count()).toBe(0);
  });

  it("leaves a running composition alone: Enter of the input method chooses nothing", async () => {
    const page = await as("人力与销售运营");
    await page.keyboard.press("Control+k");
    const box = page.getByRole("combobox", { name: /支持拼音/ });
    await box.dispatchEvent("compositionstart");
    await box.fill("zhao");
    await box.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    await page.getByText("没有找到，换个词试试").waitFor();
    expect(await page.locator("dialog[open]").count()).toBe(1);
    await box.dispatchEvent("compositionend");
    await page.getByRole("option", { name: /赵欣然/ }).waitFor();
  });

  it("lists its keys on a question mark", async () => {
    const page = await as("财务");
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "快捷键" }).waitFor();
  });
});

describe("language and theme", () => {
  it("changes at once, stays after a reload, and no key or other language is ever seen", async () => {
    const page = await as("高管");
    await page.locator("summary", { hasText: "我的菜单" }).click();
    await page.getByLabel("语言").selectOption("zh-TW");
    await page.getByRole("link", { name: "工作台" }).waitFor();
    await page.getByRole("heading", { name: "需要您處理" }).waitFor();
    await page.waitForTimeout(500);
    const seen: string[] = [];
    await page.exposeFunction("seenTitle", (text: string) => seen.push(text));
    await page.addInitScript(
      "addEventListener('DOMContentLoaded', () => new MutationObserver(() => { const h = document.querySelector('h1'); if (h) seenTitle(h.textContent); }).observe(document, { childList: true, subtree: true }))",
    );
    await page.reload();
    await page.getByRole("heading", { name: "需要您處理" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("zh-TW");
    expect(seen.filter((text) => !text.includes("您好"))).toEqual([]);
  });
});

describe("the first page", () => {
  it("brings at most 150 kB of script, compressed", async () => {
    const page = await (await browser.newContext(desktop)).newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script") sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    await page.goto(house.url, { waitUntil: "networkidle" });
    const total = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(153_600);
  });
});

describe("no barrier", () => {
  it.each([
    ["sign-in", "", desktop],
    ["workbench", "一线主管", desktop],
    ["workbench on a phone", "销售代表", phone],
    ["workbench in the dark", "高管", { ...desktop, colorScheme: "dark" as const }],
  ])("%s has no serious finding and does not scroll sideways", async (_, role, context) => {
    const page = role ? await as(role, context) : await (await browser.newContext(context)).newPage();
    if (!role) await page.goto(`${house.url}/sign-in`);
    await page.waitForLoadState("networkidle");
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
