import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, desktop, enter, openBrowser, paleTexts, phone, startHouse, type House } from "./support.ts";

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

/** Each page once, seen by one for whom it is made. */
const walks: readonly (readonly [role: string, paths: readonly string[]])[] = [
  ["高管", ["/", "/kpi", "/kpi/dictionary", "/kpi/$code", "/leaderboard", "/dashboards", "/dashboards/$boardId", "/exec", "/tv"]],
  ["销售代表", ["/scorecard", "/statement?period=2026-05", "/settings"]],
  ["一线主管", ["/team", "/team/$positionId/one-on-one", "/targets", "/targets/overview", "/targets/pace", "/deals", "/inbox"]],
  ["销售总监", ["/diagnosis", "/plans", "/funnel", "/customers/value", "/forecast"]],
  [
    "人力与销售运营",
    [
      "/imports",
      "/plan-trial",
      "/incentive-plans",
      "/pay?period=2026-05",
      "/sales-process",
      "/imports/new",
      "/organisation",
      "/kpi/edit",
      "/targets/letters",
      "/targets/changes",
      "/targets/strategy",
      "/targets/profiles",
      "/targets/allocate",
      "/targets/smart",
      "/targets/territory",
    ],
  ],
  ["财务", ["/pay/formats"]],
  ["系统管理员", ["/calendar", "/users", "/audit", "/company", "/webhooks", "/gallery"]],
];
const outside = ["/sign-in", "/set-up", "/password?token=none"];
/** Need something to be there first: the journeys of their features look at them. */
const elsewhere = ["/kpi/edit/$code", "/imports/$importId", "/deals/$dealId", "/plans/new", "/plans/$planId", "/targets/letters/$letterId"];

it("no page is left out of the walks", () => {
  const routes = readFileSync(fileURLToPath(new URL("../../web/routes.tsx", import.meta.url)), "utf8");
  const paths = [...routes.matchAll(/\bpath: "([^"]+)"/g)].map((match) => match[1]!);
  const walked = [...walks.flatMap(([, some]) => some), ...outside].map((path) => path.split("?")[0]!);
  expect([...walked, ...elsewhere].sort()).toEqual(paths.sort());
});

async function look(page: Page, path: string): Promise<void> {
  if (path.includes("$positionId")) {
    await open(page, "/team");
    await page.getByRole("main").getByRole("link").first().click();
  } else await open(page, path.replace("$code", "win-rate-broad").replace("$boardId", "role-director"));
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await settled(page);
}

/** As a link inside the program does it, without loading the program anew; who is not signed in comes from outside. */
async function open(page: Page, path: string): Promise<void> {
  if (!page.url().startsWith(house.url) || outside.includes(path)) return void (await page.goto(house.url + path));
  await page.evaluate((to) => {
    for (const one of document.querySelectorAll("h1")) one.dataset["left"] = "yes";
    if (to === location.pathname + location.search) return;
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await page
    .locator(path === new URL(page.url()).pathname ? "h1" : "h1:not([data-left])")
    .first()
    .waitFor();
}

/** Nothing has been asked of the server for a moment and no skeleton stands: what "networkidle" waits half a second for. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const asked = performance.getEntriesByType("resource").length;
    const state = window as unknown as { asked?: number; since?: number };
    const isBusy = document.querySelector("main .skeleton, [aria-busy=true]") !== null && location.pathname !== "/gallery"; // which shows them
    if (isBusy || state.asked !== asked) Object.assign(state, { asked, since: performance.now() });
    return performance.now() - (state.since ?? 0) > 150;
  });
}

/** Every text a reader or a screen reader meets. */
function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [document.title];
    while (walker.nextNode()) found.push(walker.currentNode.textContent ?? "");
    for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(one.getAttribute(name) ?? "");
    return found.map((text) => text.trim()).filter((text) => text !== "");
  });
}

const namespaces =
  "actions|allocation|appraisal|audit|boards|calendar|chart|coaching|common|compensation|customers|deals|diagnosis|explain|forecast|funnel|formula|home|imports|improvement|inbox|keys|metrics|nav|organisation|palette|problem|role|session|settings|shell|smart|strategy|target-[a-z]+|targets|territory|users|webhooks";
const isKey = (text: string): boolean => new RegExp(`(^|\\s)(${namespaces})\\.(?!csv|xlsx)[a-zA-Z]`).test(text);
/** Two English words in a row, or one that stands alone. A language is named in itself; files, codes and mail addresses are no words. */
const isEnglish = (text: string): boolean =>
  text !== "English" && (/\b[A-Za-z]*[a-z]{2} [A-Za-z]{2,}\b/.test(text) || /^[A-Z]?[a-z]{3,}$/.test(text));
const slips = (found: readonly string[]): string[] => found.filter((text) => isKey(text) || isEnglish(text));

it.each(["Save changes", "Save", "audit.actions.order-change", "已保存 settings.theme", "Total of 3 rows was not found"])(
  "%s is a slip",
  (text) => expect(slips([text])).toEqual([text]),
);
it.each(["保存", "Ctrl K", "English", "rep@demo", "导入了 targets.csv", "客单价 AOV", "2026-Q3", "如 SAP、CRM"])("%s is none", (text) =>
  expect(slips([text])).toEqual([]),
);

async function speak(page: Page, locale: string): Promise<void> {
  await settled(page);
  await page.locator("header summary").last().click();
  await page.getByLabel("语言").selectOption(locale);
  await page.locator(`html[lang="${locale}"]`).waitFor();
  await settled(page);
}

async function findings(page: Page, paths: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    await look(page, path);
    const of: string[] = slips(await texts(page));
    of.push(...(await barriers(page)));
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html[data-theme=dark]").waitFor();
    of.push(...(await paleTexts(page)).map((pale) => `dark: ${pale}`));
    await page.emulateMedia({ colorScheme: "light" });
    if (of.length > 0) found[path] = of;
  }
  return found;
}

// Several people at once: while one page is drawn another is read. Each person's language is their own, so the phone comes second.
it.concurrent.each(walks)(
  "the pages of %s speak Chinese without a slip, have no serious barrier in light or dark, leave no error in the console, fit a phone and speak Traditional Chinese as well",
  async (role, paths) => {
    const page = await enter(browser, house, role);
    const errors: string[] = [];
    page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    expect({ ...(await findings(page, paths)), errors }).toEqual({ errors: [] });
    await page.context().close();
    expect(await phoneFindings(role, paths)).toEqual({});
  },
);

async function phoneFindings(role: string, paths: readonly string[]): Promise<Record<string, unknown>> {
  const page = await enter(browser, house, role, "/", phone);
  await speak(page, "zh-TW");
  const found: Record<string, unknown> = {};
  for (const path of paths) {
    await look(page, path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const bad = [...slips(await texts(page)), ...(wide > 0 ? [`${wide} px too wide`] : [])];
    if (bad.length > 0) found[path] = bad;
  }
  return found;
}

it("so do the pages for those who are not signed in", async () => {
  const page = await (await browser.newContext(desktop)).newPage();
  expect(await findings(page, outside)).toEqual({});
});
