import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { dataFolder } from "../real/support.ts";
import { barriers, desktop, enter, type House, openBrowser, phone, startHouse } from "./support.ts";

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

const as = (role: string, context = desktop): Promise<Page> => enter(browser, house, role, "/", context);

async function choose(page: Page, kind: string, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.goto(`${house.url}/imports/new`);
  await page.getByRole("radio", { name: new RegExp(`^${kind} `) }).check();
  await page.getByLabel("文件", { exact: true }).last().setInputFiles(file);
  await page.getByRole("heading", { name: "列的对应关系" }).waitFor();
}

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

describe("the import wizard", () => {
  it("says what is wrong with each row, lets the good ones in, and takes them back again", async () => {
    const page = await as("人力与销售运营");
    await choose(page, "产品", csv("新品.csv", "产品编码,产品名称,标准价\nX1,边缘网关,12800\nX2,,900\nX3,云监控,一千\n"));
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "检查数据" }).click();
    await page.getByRole("heading", { name: "有 2 行不合格，现在不会写入" }).waitFor();
    await page.getByText("“产品名称”不能为空").waitFor();
    await page.getByText("“目录价”不是金额").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("radio", { name: "只导入合格的行，不合格的行下载后再改" }).check();
    await page.getByRole("button", { name: "导入 1 行" }).click();
    await page.getByRole("heading", { name: "导入完成：新增 1 行，更改 0 行" }).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载不合格的行" }).click()]);
    expect(file.suggestedFilename()).toBe("新品-不合格.csv");
    await page.getByRole("button", { name: "撤销导入" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
    await page.getByRole("heading", { name: "已撤销，数据恢复到导入之前" }).waitFor();
  });

  it("a file that is no spreadsheet is refused in words, on a phone too", async () => {
    const page = await as("人力与销售运营", phone);
    await page.goto(`${house.url}/imports/new`);
    await page
      .getByLabel("文件", { exact: true })
      .last()
      .setInputFiles({ name: "照片.csv", mimeType: "text/csv", buffer: Buffer.from("89504e470d0a1a0a0000000d", "hex") });
    await page.getByText("这不是表格文件").waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it.skipIf(!existsSync(join(dataFolder, "northwind")))(
    "Northwind's products: columns recognised, one changed by hand, 77 rows in",
    async () => {
      const page = await as("人力与销售运营");
      await choose(page, "产品", join(dataFolder, "northwind/Products.csv"));
      expect(await page.getByLabel("产品编码").inputValue()).toBe("0");
      await page.getByLabel("品类").selectOption({ label: "CategoryID" });
      await page.getByRole("button", { name: "检查数据" }).click();
      await page.getByRole("heading", { name: "将新增 77 行，更改 0 行" }).waitFor();
      await page.getByRole("button", { name: "导入 77 行" }).click();
      await page.getByRole("heading", { name: "导入完成：新增 77 行，更改 0 行" }).waitFor();
      await page.getByRole("link", { name: "导入记录" }).click();
      await page.getByText("产品 · Products.csv").waitFor();
      expect(await barriers(page)).toEqual([]);
    },
  );

  it("those who may not import do not find it", async () => {
    const page = await as("销售代表");
    await page.goto(`${house.url}/imports`);
    await page.getByText("没有找到这个页面或内容").waitFor();
  });
});
