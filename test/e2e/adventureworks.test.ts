import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { addDays } from "#core/base/date.ts";
import { periodAt } from "#core/calendar/period.ts";
import { csvText } from "#core/imports/csv.ts";
import { customerColumns, orderColumns, staff, units } from "../real/adventureworks-files.ts";
import { dataFolder, isAbsent, records, type Records } from "../real/support.ts";
import { homes } from "./house.ts";
import { desktop, openBrowser, startHouse, type House } from "./support.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const password = "spring-river-2026-x";
let house: House;
let browser: Browser;
let folder: string;

type Asked = { readonly method?: string; readonly body?: object; readonly cookie?: string };
async function api(path: string, { method = "GET", body, cookie = "" }: Asked = {}): Promise<Response> {
  const headers = { "content-type": "application/json", "x-hengji": "1", cookie };
  const reply = await fetch(house.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  expect(reply.status, `${path}: ${await reply.clone().text()}`).toBeLessThan(300);
  return reply;
}
const cookieOf = async (login: string): Promise<string> =>
  (await api("/api/session", { method: "POST", body: { login: `${login}@aw.example`, password } })).headers
    .get("set-cookie")!
    .split(";")[0]!;

function bring(kind: string, file: string, content: Records | Buffer, ...more: string[]): void {
  const path = join(folder, file);
  writeFileSync(
    path,
    Buffer.isBuffer(content) ? content : csvText([Object.keys(content[0]!), ...content.map((row) => Object.values(row))]),
  );
  const env = { ...process.env, HENGJI_HOME: house.home, DATABASE_URL: "", LANG: "en_GB.UTF-8" };
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", "cli/main.ts", "import", kind, path, ...more], {
    cwd: root,
    env,
  });
}

/** The company's year begins in June: a quota set at the end of May is that of the quarter from June on. */
const quarters = (): Records =>
  records("adventureworks/SalesPersonQuotaHistory.csv").map((row) => ({
    Node: row.BusinessEntityID!,
    Period: periodAt(addDays(row.QuotaDate!, 5), "quarter", { startMonth: 6, weekStart: 1 }).key,
    Quota: row.SalesQuota!,
  }));

/** A company is set up from the link of the terminal, and its own files come in by the command line beside the running server. */
async function adventureWorks(): Promise<void> {
  const token = /token=(\S+)/.exec(house.said())![1]!;
  const setUp = { token, company: "Adventure Works", name: "Admin", login: "admin@aw.example", password, currency: "USD" };
  await api("/api/setup", { method: "POST", body: setUp });
  const cookie = await cookieOf("admin");
  const { version } = (await (await api("/api/settings", { cookie })).json()) as { version: number };
  await api("/api/settings", { method: "PATCH", body: { version, fiscalStartMonth: 6 }, cookie });
  const given = (name: string) => gunzipSync(readFileSync(join(dataFolder, "adventureworks", name)));
  bring("organisation", "units.csv", units);
  bring("people", "staff.csv", staff());
  bring("customers", "customers.csv", given("Customer.csv.gz"), ...customerColumns);
  bring("orders", "orders.csv", given("SalesOrderHeader.csv.gz"), ...orderColumns, "--map", "credit=SalesPersonID", "--const", "currency=USD");
  bring("targets", "quotas.csv", quarters(), "--const", "metric=signed-amount");
  const { rows } = (await (await api("/api/people?limit=50", { cookie })).json()) as { rows: { id: string; name: string }[] };
  for (const [name, login] of [["Brian Welcker", "director"], ["Stephen Jiang", "manager"]] as const) {
    const body = { personId: rows.find((one) => one.name === name)!.id, login: `${login}@aw.example` };
    const invited = await (await api("/api/users", { method: "POST", body, cookie })).text();
    await api("/api/password", { method: "POST", body: { token: /token=([^"&]+)/.exec(invited)![1]!, password } });
  }
} // prettier-ignore

async function signedIn(login: string, path: string, locale = "zh-CN"): Promise<Page> {
  const context = await browser.newContext(desktop);
  await context.request.post(`${house.url}/api/session`, {
    data: { login: `${login}@aw.example`, password },
    headers: { "x-hengji": "1" },
  });
  const page = await context.newPage();
  await page.goto(house.url + path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  if (locale === "zh-CN") return page;
  await page.locator("header summary").last().click();
  await page.locator("header select", { has: page.locator(`option[value="${locale}"]`) }).selectOption(locale);
  await page.locator(`html[lang="${locale}"]`).waitFor();
  return page;
}

describe.skipIf(isAbsent("adventureworks"))("AdventureWorks: why is a quarter short", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(homes(), "hengji-aw-"));
    house = await startHouse({ HENGJI_DEMO: "no" });
    browser = await openBrowser();
    await adventureWorks();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("from the quarter to what is behind it, and to a plan that two people sign", async () => {
    const page = await signedIn("director", "/diagnosis?period=2013-Q2");
    await page.getByRole("heading", { name: "从这里开始" }).waitFor();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("link", { name: "用选中的 1 个发现制定改进计划" }).click();
    await page.getByLabel("计划名称").fill("Win the silent customers back");
    await page.getByRole("combobox", { name: "负责人" }).fill("Stephen");
    await page.getByRole("option", { name: /Stephen Jiang/ }).click();
    await page.getByLabel("到复盘日期望达到").fill("3,000,000");
    await page.getByRole("textbox", { name: "行动 1" }).fill("Call on each of them");
    await page.getByRole("button", { name: "保存计划" }).click();
    await page.getByRole("heading", { level: 1, name: "Win the silent customers back" }).waitFor();
    await page.getByRole("button", { name: "作为上级签署" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "作为上级签署" }).click();
    await page.getByText("负责人尚未签署").waitFor();

    const manager = await signedIn("manager", new URL(page.url()).pathname, "en");
    await manager.getByRole("button", { name: "Sign as owner" }).click();
    await manager.getByRole("dialog").getByRole("button", { name: "Sign as owner" }).click();
    await manager.getByText("Agreed", { exact: true }).waitFor();
  });

  it.each([
    ["zh-TW", "從這裡開始"],
    ["en", "Start here"],
  ])("reads as well in %s", async (locale, heading) => {
    const page = await signedIn("director", "/diagnosis?period=2013-Q2", locale);
    await page.getByRole("heading", { name: heading }).waitFor();
    await page
      .getByRole("link", { name: /Jae Pak/ })
      .first()
      .waitFor();
  });
});
