import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { desktop, openBrowser, phone, startHouse, type House } from "#test/e2e/support.ts";

/** node tools/screenshots.ts [name …]: the pictures of the README, taken from the demo company in a fresh installation. */
type Shot = {
  readonly name: string;
  readonly role: string;
  readonly path: string;
  readonly context: BrowserContextOptions;
  readonly act?: (page: Page) => Promise<void>;
};

const small: BrowserContextOptions = { ...desktop, viewport: { width: 1280, height: 800 } };
const dark: BrowserContextOptions = { ...small, colorScheme: "dark" };

const shots: readonly Shot[] = [
  { name: "workbench-manager", role: "一线主管", path: "/", context: small },
  { name: "workbench-phone", role: "销售代表", path: "/", context: phone },
  { name: "targets", role: "人力与销售运营", path: "/targets", context: small },
  { name: "metrics", role: "高管", path: "/kpi", context: small },
  { name: "metrics-dark", role: "高管", path: "/kpi", context: dark },
  { name: "scorecard", role: "销售代表", path: "/scorecard", context: small },
  { name: "statement", role: "销售代表", path: "/statement", context: small },
  { name: "statement-phone", role: "销售代表", path: "/statement", context: phone },
  { name: "explain", role: "销售代表", path: "/", context: small, act: explain },
  { name: "one-on-one", role: "一线主管", path: "/team", context: small, act: openTalk },
  { name: "imports", role: "人力与销售运营", path: "/imports", context: small },
  { name: "audit", role: "系统管理员", path: "/audit", context: small },
];

const folder = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const house = await startHouse();
const browser = await openBrowser();
try {
  for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await take(browser, house, shot);
} finally {
  await browser.close();
  await house.stop();
}

async function take(on: Browser, { url }: House, { name, role, path, context, act }: Shot): Promise<void> {
  const page = await (await on.newContext({ ...context, reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(url);
  await page.getByRole("button", { name: `${role} ·` }).click();
  await page.getByRole("heading", { level: 1, name: /您好/ }).waitFor();
  if (path !== "/") await page.goto(url + path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await act?.(page);
  await page.waitForTimeout(600); // charts draw themselves in
  const file = `${folder}${name}.png`;
  await page.screenshot({ path: file });
  console.log(`${name}.png  ${Math.round(statSync(file).size / 1024)} kB`);
  await page.context().close();
}

/** The reasons of the first number on the page. */
async function explain(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /怎么算的/ })
    .first()
    .click();
  await page.waitForLoadState("networkidle");
}

async function openTalk(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link").first().click();
  await page.getByRole("heading", { name: /的事实/ }).waitFor();
  await page.waitForLoadState("networkidle");
}
