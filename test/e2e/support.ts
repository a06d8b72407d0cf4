/// <reference lib="dom" />
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import roles from "#web/lib/locales/zh-CN/role.json" with { type: "json" };
import axe, { type RunOnly } from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import { inject } from "vitest";
import { homes, openHouse } from "./house.ts";
import { chromiumPath } from "#test/support/chromium.ts";

export type House = {
  readonly url: string;
  readonly home: string;
  /** What the terminal shows so far. */
  said(): string;
  stop(): Promise<void>;
};

/** The real server as a user starts it: its own data folder, its own port, the demo company unless declined. */
export async function startHouse(env: Record<string, string> = {}): Promise<House> {
  const home = await mkdtemp(join(homes(), "hengji-e2e-"));
  // The demo company is the same for all: loaded once a run (demo-home.ts), copied for each file.
  if (env["HENGJI_DEMO"] !== "no") execFileSync("cp", ["-a", `${inject("demoHome")}/.`, home]);
  const { url, said, end } = await openHouse(home, env);
  return { url, home, said, stop: () => end().then(() => rm(home, { recursive: true, force: true })) };
}

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath || !existsSync(executablePath)) throw new Error("no Chromium: the runner should have skipped this");
  // Names of downloads are Chinese: without a UTF-8 locale the browser calls them all "download".
  return chromium.launch({ executablePath, args: quiet, env: { ...process.env, LANG: "C.UTF-8" } as Record<string, string> });
}

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" };
export const phone: BrowserContextOptions = { ...desktop, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

type Login = { readonly login: string; readonly password: string; readonly role: keyof typeof roles };

/** A browser of one's own, signed in as somebody of the demo and led to a page. That the form does it is seen where signing in is the thing. */
export async function enter(browser: Browser, { url }: House, role: string, path = "/", options = desktop): Promise<Page> {
  const context = await browser.newContext(options);
  const { rows } = (await (await context.request.get(`${url}/api/demo-logins`)).json()) as { rows: Login[] };
  const who = rows.find((one) => roles[one.role].endsWith(role));
  if (!who) throw new Error(`nobody of the demo is ${role}`);
  const reply = await context.request.post(`${url}/api/session`, {
    data: { login: who.login, password: who.password },
    headers: { "x-hengji": "1" },
  });
  if (!reply.ok()) throw new Error(`${role} was not let in: ${await reply.text()}`);
  const page = await context.newPage();
  await page.goto(url + path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  return page;
}

/** Signs in by name and password, as everybody does who is no demo person. */
export async function signIn(page: Page, house: House, login: string, password: string): Promise<void> {
  await page.goto(house.url);
  await page.getByLabel("账号", { exact: true }).fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("navigation").first().waitFor();
}

/** Serious and critical findings only, in words: an empty list is the pass. */
export const barriers = (page: Page): Promise<string[]> =>
  graveIn(page, { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });

/** What another theme can spoil: the colours. */
export const paleTexts = (page: Page): Promise<string[]> => graveIn(page, { type: "rule", values: ["color-contrast"] });

/** The checker is brought into a document once; there are no frames here. */
async function graveIn(page: Page, runOnly: RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (asked) => (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"], runOnly: asked }),
    runOnly,
  );
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  return grave.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`);
}
