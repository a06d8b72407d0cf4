import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, desktop, enter, openBrowser, signIn, startHouse, type House } from "./support.ts";

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

const asAdmin = (path: string): Promise<Page> => enter(browser, house, "系统管理员", path);

/** In the order a working week brings them: what the log shows last is what the others did. */
describe("an administrator's week", () => {
  it("moves a person to another team from a day on; the old post stays in the history", async () => {
    const page = await asAdmin("/organisation");
    await page.getByRole("combobox", { name: "找人" }).fill("zhaoxinran");
    await page.getByRole("option", { name: /赵欣然/ }).click();
    const panel = page.getByRole("dialog", { name: /赵欣然/ });
    await panel.getByRole("button", { name: "调岗" }).click();
    const form = page.getByRole("dialog", { name: "调岗：赵欣然" });
    await form.getByLabel("部门").selectOption({ label: "　　西南销售部" });
    await form.getByLabel("生效日期", { exact: true }).fill("2026年7月");
    await form.getByLabel("岗位名称").focus();
    await form.getByText("请输入有效日期，如 2026-06-18").waitFor();
    expect(await form.getByRole("button", { name: "调岗" }).isDisabled()).toBe(true);
    await form.getByLabel("生效日期", { exact: true }).fill("2026/7/1");
    await form.getByText("从 2026-07-01 起，在西南销售部任区域销售经理；之前的业绩留在原部门。").waitFor();
    expect(await barriers(page)).toEqual([]);
    await form.getByRole("button", { name: "调岗" }).click();
    await panel.getByText("2026-07-01 ~ 至今").first().waitFor();
    const posts = await panel.getByRole("list").first().getByRole("listitem").allTextContents();
    expect(posts.map((text) => /..销售部/.exec(text)?.[0])).toEqual(["西南销售部", "华中销售部"]);
    expect(posts[1]).toContain("~ 2026-07-01");
    expect(await barriers(page)).toEqual([]);
  });

  it("gives a day off: the month and the year have one working day less", async () => {
    const page = await asAdmin("/calendar");
    const june = page.getByRole("region", { name: "2026-06" });
    await june.getByText("21 个工作日").waitFor();
    await page.getByText("全年 248 个工作日").waitFor();
    await page.getByRole("button", { name: "2026-06-26" }).click();
    await page.getByLabel("放假", { exact: true }).check();
    await page.getByLabel("名称（如 国庆节）").fill("公司成立纪念日");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "保存" }).click();
    await june.getByText("20 个工作日").waitFor();
    await page.getByText("全年 247 个工作日").waitFor();
    await page.getByText("已手工调整").waitFor();
    await page.getByRole("button", { name: "2026-06-26 公司成立纪念日 放假" }).waitFor();
  });

  it("invites a colleague, who chooses the password in a browser of his own and is in", async () => {
    const page = await asAdmin("/users");
    await page.getByRole("button", { name: "邀请用户" }).click();
    await page.getByRole("combobox", { name: "为谁开通" }).fill("songlixin");
    await page.getByRole("option", { name: /宋立新/ }).click();
    await page.getByRole("dialog").getByLabel("账号").fill("songlixin@hengyuan.example");
    await page.getByRole("button", { name: "生成邀请链接" }).click();
    const link = await page.getByRole("textbox", { name: "一次性链接" }).inputValue();
    expect(await barriers(page)).toEqual([]);

    const guest = await (await browser.newContext(desktop)).newPage();
    await guest.goto(link);
    await guest.getByLabel("新密码").fill("青山不老-绿水长流-2026");
    await guest.getByLabel(/再/).fill("青山不老-绿水长流-2026");
    await guest.getByRole("button", { name: "保存" }).click();
    await guest.getByRole("button", { name: "登录", exact: true }).waitFor();
    await signIn(guest, house, "songlixin@hengyuan.example", "青山不老-绿水长流-2026");
    await guest.getByRole("heading", { level: 1, name: /宋立新/ }).waitFor();

    const late = await (await browser.newContext(desktop)).newPage();
    await late.goto(link);
    await late.getByLabel("新密码").fill("another-password-2026");
    await late.getByLabel(/再/).fill("another-password-2026");
    await late.getByRole("button", { name: "保存" }).click();
    await late.getByRole("alert").waitFor();
  });

  it("finds all of it in the log, in words, and the log is intact", async () => {
    const page = await asAdmin("/audit");
    for (const words of ["办理调岗 赵欣然", "调整了日历 2026-06-26", "邀请了用户 宋立新", "宋立新 设置了密码"])
      await page.getByText(words).first().waitFor();
    await page.getByRole("combobox", { name: "操作" }).selectOption({ label: "办理调岗" });
    await page.getByRole("button", { name: "看改了什么" }).first().click();
    const changes = page.getByRole("region", { name: "改动明细" });
    await changes.getByText("生效日期").waitFor();
    await changes.getByText("2026-07-01").waitFor();
    expect(await page.getByText("调整了日历 2026-06-26").count()).toBe(0);
    await page.getByRole("button", { name: "核验完整性" }).click();
    await page.getByText(/完整，共 \d+ 条/).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
