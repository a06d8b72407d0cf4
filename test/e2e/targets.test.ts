import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Locator, Page } from "playwright";
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

const team = "华中销售部";
const cell = (page: Page, name: string, period: string): Locator => page.getByRole("button", { name: `修改 ${name} ${period}，` });
const field = (page: Page, name: string, period: string): Locator => page.getByRole("textbox", { name: `${name} ${period}` });

/** "¥33,559,000.00" → 3355900000: exact cents out of a tooltip. */
const cents = (text: string | null): number => Math.round(Number(text!.replace(/[^\d.-]/g, "")) * 100);

/** The focus is waited for: a cell becomes a button again when its number is saved. */
const focused = (page: Page, one: Locator): Promise<void> =>
  expect.poll(() => one.evaluate((it) => it === document.activeElement), { timeout: 10_000 }).toBe(true);

describe("sales operations sets targets", () => {
  it("a cell is edited from the keyboard alone: Esc gives up, Enter and Tab save, 120万 is understood", async () => {
    const page = await enter(browser, house, "人力与销售运营", "/targets");
    await page.getByRole("button", { name: "新建草稿" }).click();
    await page.getByRole("button", { name: "放弃草稿" }).waitFor();
    const third = cell(page, team, "2026-Q3");
    const before = await third.textContent();

    await third.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("9999999");
    await page.keyboard.press("Escape");
    await focused(page, third);
    expect(await third.textContent()).toBe(before);

    await page.keyboard.press("Enter");
    await page.keyboard.type("十二万");
    await page.keyboard.press("Enter");
    await page.getByText("请输入金额，如 1200000 或 120万").waitFor();
    await field(page, team, "2026-Q3").fill("120万");
    await page.keyboard.press("Enter");
    await page.getByText(`已保存 ${team} 的目标`).waitFor();
    await focused(page, third);
    expect(await third.textContent()).toBe("¥120.0万");

    await page.keyboard.press("Enter");
    await page.keyboard.type("1,300,000");
    await page.keyboard.press("Tab");
    await expect.poll(() => third.textContent(), { timeout: 10_000 }).toBe("¥130.0万");
    expect(cents(await third.getAttribute("title"))).toBe(130_000_000);
    expect(await barriers(page)).toEqual([]);
  });

  it("a team's number is decomposed: the preview adds up to the cent, then it is applied and published", async () => {
    const page = await enter(browser, house, "人力与销售运营", "/targets?view=draft");
    await page.getByRole("button", { name: team, exact: true }).click();
    await page.getByRole("button", { name: "分解到下级" }).click();
    const dialog = page.getByRole("dialog", { name: `分解目标：${team}` });
    await dialog.getByLabel("要分解的全年目标").fill("3000万");
    await dialog.getByLabel("按什么分给下级").selectOption({ label: "平均分" });
    await dialog.getByRole("button", { name: "预览" }).click();
    const parts = dialog.locator("tbody tr td:nth-child(3)");
    await parts.first().waitFor();
    const [whole, ...people] = await parts.evaluateAll((cells) => cells.map((one) => one.getAttribute("title")));
    expect(cents(whole!)).toBe(3_000_000_000);
    expect(people.length).toBeGreaterThan(2);
    expect(people.map((one) => cents(one)).reduce((a, b) => a + b, 0)).toBe(cents(whole!));
    await dialog
      .getByText(/平均分，占/)
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);

    await dialog.getByRole("button", { name: "应用" }).click();
    await page.getByText(`已分解 ${team} 的目标`).waitFor();
    const row = page.getByRole("row", { name: new RegExp(team) });
    await row.getByText("已分解完").waitFor();
    expect(await cell(page, team, "2026").textContent()).toBe("¥3,000.0万");

    // Whoever drafted does not publish: the executive looks at the same draft and does.
    await page.getByText("由总经理或另一位销售运营核对后发布").waitFor();
    expect(await page.getByRole("button", { name: "发布", exact: true }).count()).toBe(0);
    const boss = await enter(browser, house, "高管", "/targets?view=draft");
    await boss.getByRole("button", { name: "发布", exact: true }).click();
    await boss.getByText("完成率、绩效得分和提成按新目标重算").waitFor();
    await boss.getByRole("dialog").getByRole("button", { name: "发布", exact: true }).click();
    await boss.getByText("已发布", { exact: true }).waitFor();
    await page.goto(`${house.url}/targets`);
    await page.getByText("已发布", { exact: true }).waitFor();
    expect(await cell(page, team, "2026").count()).toBe(0);
  });

  it("a rep on the phone sees the new number, the team's and the company's", async () => {
    const page = await enter(browser, house, "销售代表", "/targets", phone);
    await page.getByRole("heading", { name: "我的目标与上级目标" }).waitFor();
    const line = await page.locator(".target-line").first().locator("li").allTextContents();
    expect(line.map((text) => text.split(" ")[0])).toEqual(["赵欣然", team, "智造事业部", "衡远集团"]);
    expect(line[0]).toContain("¥600.0万");
    expect(line[1]).toContain("¥3,000.0万");
    expect(await page.getByRole("button", { name: "新建草稿" }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it("the rep signs the letter, and reads what was proposed, asked and planned around the number", async () => {
    const page = await enter(browser, house, "销售代表", "/targets/letters");
    await page.getByRole("link", { name: "阅读并签名" }).click();
    await page.getByRole("heading", { name: "2026 财年目标责任书" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel("我已阅读并理解以上目标、行动和条件").check();
    await page.getByLabel("签名（填写本人姓名）").fill("赵欣然");
    await page.getByRole("button", { name: "签署", exact: true }).click();
    await page.getByText(/赵欣然 已签署/).waitFor();

    await page.goto(`${house.url}/targets`);
    await page.getByRole("button", { name: "赵欣然", exact: true }).click();
    await page.getByText(/改提 2026年第4季度 为/).waitFor();
    await page.getByText("框架合同按签约日还是首单日计入？").waitFor();
    await page.getByText("约见三家续约客户的决策人").waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
