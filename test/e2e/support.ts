/// <reference lib="dom" />
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
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
  return chromium.launch({ executablePath, args: quiet });
}

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" };
export const phone: BrowserContextOptions = { ...desktop, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A browser of one's own, signed in by one click on a demo login and led to a page. */
export async function enter(browser: Browser, { url }: House, role: string, path = "/", context = desktop): Promise<Page> {
  const page = await (await browser.newContext(context)).newPage();
  await page.goto(url);
  await page.getByRole("button", { name: `${role} ·` }).click();
  await page.getByRole("heading", { level: 1, name: /您好/ }).waitFor();
  if (path !== "/") await page.goto(url + path);
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

/** Serious and critical findings only, in words: an empty list is the pass. No frames here, so that the page itself may do the counting. */
export async function barriers(page: Page): Promise<string[]> {
  return graveOf(axe(page).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]));
}

/** What another theme can spoil: the colours. */
export async function paleTexts(page: Page): Promise<string[]> {
  return graveOf(axe(page).withRules(["color-contrast"]));
}

const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);

async function graveOf(axeBuilder: AxeBuilder): Promise<string[]> {
  const { violations } = await axeBuilder.analyze();
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  return grave.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`);
}
