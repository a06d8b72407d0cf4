import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { barriers, enter, openBrowser, startHouse, type House } from "./support.ts";

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

describe("why is the first quarter short", () => {
  let address: string;

  it("the director goes from the gap to a team, ticks what was found and makes a plan with the team's manager", async () => {
    const page = await enter(browser, house, "销售总监", "/diagnosis?period=2026-Q1");
    await page.getByRole("heading", { name: "从这里开始" }).waitFor();
    await page
      .getByRole("button", { name: `${team}差`, exact: false })
      .first()
      .click();
    await page.getByText("应达 − 签约额；正数是还差的").first().waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: `看${team}为什么` }).click();
    await page
      .getByText(new RegExp(`^${team} ·`))
      .first()
      .waitFor();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("link", { name: "用选中的 1 个发现制定改进计划" }).click();

    await page.getByLabel("计划名称").fill("把停单的老客户找回来");
    await page.getByRole("combobox", { name: "负责人" }).fill("郑旻昊");
    await page.getByRole("option", { name: /郑旻昊/ }).click();
    await page.getByLabel("到复盘日期望达到").fill("3,000,000");
    await page.getByRole("textbox", { name: "行动 1" }).fill("逐家走访停单的客户");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "保存计划" }).click();
    await page.getByRole("heading", { level: 1, name: "把停单的老客户找回来" }).waitFor();

    await page.getByRole("button", { name: "作为上级签署" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "作为上级签署" }).click();
    await page.getByText(/^上级 .+，/).waitFor();
    await page.getByText("负责人尚未签署").waitFor();
    address = new URL(page.url()).pathname;
  });

  it("the manager reads the evidence, signs, and has the action on the workbench", async () => {
    const page = await enter(browser, house, "一线主管", "/plans");
    await page.getByText("等您签署").waitFor();
    await page.getByRole("link", { name: "把停单的老客户找回来" }).click();
    expect(new URL(page.url()).pathname).toBe(address);
    await page.getByRole("button", { name: "作为负责人签署" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "作为负责人签署" }).click();
    await page.getByText("执行中").waitFor();
    await page.getByText(/比同样天数的基线/).waitFor();
    await page.goto(house.url);
    await page.getByText("逐家走访停单的客户").waitFor();
  });

  it("the path goes down from class to orders", async () => {
    const page = await enter(browser, house, "销售总监", "/diagnosis?period=2026-Q1&part=drill");
    await page.getByRole("button", { name: "往下看C" }).click();
    await page.getByRole("button", { name: "看订单明细" }).last().click();
    await page.getByRole("button", { name: /查看 \d+ 条订单/ }).click();
    await page.getByRole("columnheader", { name: "客户等级" }).last().waitFor();
  });
});
