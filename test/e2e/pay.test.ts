import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, desktop, enter, openBrowser, phone, startHouse, type House } from "./support.ts";

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

const as = (role: string, path: string, context = desktop): Promise<Page> => enter(browser, house, role, path, context);

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

    await page.getByRole("button", { name: "本期应发 怎么算的" }).click();
    const panel = page.getByRole("dialog");
    await panel.getByText("按方案公式：最小(提成 × 绩效系数, 120000元)").waitFor();
    expect(await panel.getByText("考核得分").count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
  });

  it("asks what one more deal would bring, on the phone", async () => {
    const page = await as("销售代表", "/statement?period=2026-06", phone);
    await page.getByLabel("金额（元）").fill("100000");
    await page.getByRole("button", { name: "试算" }).click();
    await page
      .locator(".what-if-result")
      .getByText(/多得 ¥/)
      .waitFor();
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

describe("finance closes April: check, dispute, adjust, approve, close, hand over", () => {
  const confirm = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

  it("HR proposes an amount by hand, finance approves it, HR publishes", async () => {
    const hr = await as("人力与销售运营", "/pay?period=2026-04");
    await hr
      .getByRole("row", { name: /赵欣然/ })
      .getByRole("button", { name: "调整" })
      .click();
    await hr.getByLabel("金额（元）").fill("500");
    await hr.getByLabel("原因").fill("四月展会补贴");
    await confirm(hr, "提交审批");
    await hr.getByText("待审批", { exact: true }).waitFor();
    const finance = await as("财务", "/pay?period=2026-04");
    await finance.getByRole("button", { name: "批准", exact: true }).click();
    await finance.getByText("已批准", { exact: true }).waitFor();
    await hr.reload();
    await hr.getByRole("button", { name: "公布提成单" }).click();
    await confirm(hr, "公布提成单");
    await hr.getByText("没有未答复的异议，可以审批").waitFor();
    expect(await barriers(hr)).toEqual([]);
  });

  it("a rep sees the published statement on the phone and questions it; HR answers", async () => {
    const rep = await as("销售代表", "/statement?period=2026-04", phone);
    await rep.getByText("手工调整：四月展会补贴").waitFor();
    await rep.getByRole("button", { name: "提异议", exact: true }).click();
    await rep.getByLabel("问题").fill("四月最后一笔回款没有计入");
    await confirm(rep, "提交");
    await rep.getByText("待答复", { exact: true }).waitFor();
    expect(await barriers(rep)).toEqual([]);
    const hr = await as("人力与销售运营", "/pay?period=2026-04");
    await hr.getByRole("button", { name: "答复", exact: true }).click();
    await hr.getByLabel("答复内容").fill("该笔五月二日到账，计入五月");
    await confirm(hr, "答复");
    await hr.getByText(/该笔五月二日到账/).waitFor();
  });

  it("finance approves, closes, replays to the byte and takes the workbook", async () => {
    const finance = await as("财务", "/pay?period=2026-04");
    await finance.getByRole("button", { name: "审批通过" }).click();
    await confirm(finance, "审批通过");
    await finance.getByRole("button", { name: "关账", exact: true }).click();
    await confirm(finance, "关账");
    await finance.getByRole("button", { name: "申请重新打开" }).waitFor();
    await finance.getByRole("button", { name: "重放核对" }).click();
    await finance.getByText(/张提成单重新计算，与公布时逐字节相同/).waitFor();
    const [file] = await Promise.all([finance.waitForEvent("download"), finance.getByRole("button", { name: "导出发放表" }).click()]);
    expect(file.suggestedFilename()).toBe("pay-2026-04.xlsx");
    expect(await barriers(finance)).toEqual([]);
  });
});

describe("a plan is changed: who gains and who loses is seen before it is published", () => {
  it("HR changes the text, tries it and keeps it as a draft; finance looks, publishes; the rep signs", async () => {
    const hr = await as("人力与销售运营", "/incentive-plans");
    await hr.getByRole("button", { name: "以此为底修改" }).click();
    // The rate is changed in the form and stands in the text at once, with what it would pay; a text that cannot be read says so and is taken back.
    const curve = hr.getByRole("region", { name: "一个人能拿多少" });
    await curve.getByText("¥1.52万").waitFor();
    await hr.getByLabel("第 2 档的值").fill("2.5%");
    await hr.getByLabel("第 2 档的值").press("Enter");
    await curve.getByText("¥1.72万").waitFor(); // 60 万 × 1.2% + 40 万 × 2.5%
    expect(await barriers(hr)).toEqual([]);
    await hr.getByRole("button", { name: "文本", exact: true }).click();
    const text = hr.getByRole("textbox", { name: "方案文本" });
    await text.waitFor();
    const before = await text.inputValue();
    expect(before).toContain("plan: 销售回款提成方案");
    expect(before).toContain("from: 60%, rate: 2.5%");
    await text.fill(`${before}\ncomponents: [`);
    await hr.getByRole("list", { name: "检查结果" }).getByText(/第 \d+ 行/).first().waitFor();
    await hr.getByRole("button", { name: "撤销", exact: true }).click();
    expect(await text.inputValue()).toBe(before);
    await text.fill(before.replace("提成: 18700, earned: 16830", "提成: 20700, earned: 18630").replace("提成: 210700", "提成: 212700"));
    await hr.getByRole("button", { name: "试算", exact: true }).click();
    await hr.getByText(/人多拿，0 人少拿/).first().waitFor();
    await hr.getByRole("button", { name: "算七种情景" }).click();
    await hr.getByText(/^照实际要 ¥/).waitFor();
    await hr.getByRole("button", { name: "存为草稿" }).click();
    await hr.getByRole("dialog").getByRole("button", { name: "存为草稿" }).click();
    await hr.getByText("草稿，待发布").first().waitFor();
    expect(await barriers(hr)).toEqual([]);

    const finance = await as("财务", "/incentive-plans");
    await finance.getByRole("button", { name: /销售回款提成方案/ }).first().click();
    await finance.getByText("components[提成].tiers[60%].rate").waitFor();
    expect(await barriers(finance)).toEqual([]);
    await finance.getByRole("button", { name: "发布", exact: true }).click();
    await finance.getByRole("dialog").getByRole("button", { name: "发布", exact: true }).click();
    await finance.getByRole("dialog").waitFor({ state: "detached" });

    const rep = await as("销售代表", "/incentive-plans", phone);
    await rep.getByRole("button", { name: "阅读并签署" }).click();
    await rep.getByRole("dialog").getByRole("button", { name: "阅读并签署" }).click();
    await rep.getByText(/已签署/).first().waitFor();
    expect(await barriers(rep)).toEqual([]);
  });
}); // prettier-ignore
