import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { whenSignedOut } from "../lib/client.ts";
import { meQuery } from "../lib/me.ts";
import { setPrefs } from "../lib/prefs.ts";
import { changeLocale, startPages } from "../lib/i18n.ts";
import { queryClient } from "../lib/query.ts";
import { pages } from "../routes.tsx";
import type { Page } from "../routes.tsx";
import { ProblemError } from "../lib/client.ts";
import { ErrorState, Skeleton } from "../ui/states.tsx";
import { Toasts } from "../ui/Toast.tsx";
import { NotFound } from "./NotFound.tsx";
import { Shell } from "./Shell.tsx";

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => (
    <div className="page">
      <ErrorState error={error} onRetry={reset} />
    </div>
  ),
});

/** Everyone inside has a `me`; without one the sign-in page takes over and keeps the place. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await adopt(await queryClient.ensureQueryData(meQuery()));
      await startPages();
    } catch (refused) {
      if (!(refused instanceof ProblemError) || refused.problem.status !== 401) throw refused;
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
    }
  },
  errorComponent: ({ error, reset }) => (
    <div className="page">
      <ErrorState error={error} onRetry={reset} />
    </div>
  ),
});

type Me = Awaited<ReturnType<NonNullable<ReturnType<typeof meQuery>["queryFn"]>>>;

/** The person's own settings win over what this browser remembered. */
async function adopt(me: Me) {
  const { locale, theme, numberStyle, tenant } = me;
  setPrefs({
    theme,
    numberStyle,
    currency: tenant.currency,
    today: tenant.today,
    fiscalStartMonth: tenant.fiscalStartMonth,
    weekStart: tenant.weekStart,
  });
  if (document.documentElement.lang !== locale) await changeLocale(locale);
}

function routeOf(page: Page) {
  return createRoute({
    getParentRoute: () => (page.outside ? root : inside),
    path: page.path,
    component: lazyRouteComponent(page.plain ? page.load : () => inKit(page)),
    pendingComponent: () => (
      <div className="page">
        <Skeleton lines={6} />
      </div>
    ),
  });
}

async function inKit(page: Page) {
  const [{ Kit }, { default: Content }] = await Promise.all([import("../ui/Kit.tsx"), page.load()]);
  return {
    default: () => (
      <Kit>
        <Content />
      </Kit>
    ),
  };
}

const read = (text: string) => Object.fromEntries(new URLSearchParams(text));
const write = (search: Record<string, unknown>) => {
  const text = new URLSearchParams(search as Record<string, string>).toString();
  return text ? `?${text}` : "";
};

export const appRouter = createRouter({
  routeTree: root.addChildren([
    inside.addChildren(pages.filter((page) => !page.outside).map(routeOf)),
    ...pages.filter((page) => page.outside).map(routeOf),
  ]),
  // Search stays text: "2026" is a period, not a number.
  parseSearch: read,
  stringifySearch: write,
  defaultPendingMs: 150,
  defaultPreload: "intent",
  scrollRestoration: true,
});

whenSignedOut(() => {
  const { pathname, href } = appRouter.state.location;
  if (pages.some((page) => page.outside && page.path === pathname)) return;
  queryClient.clear();
  void appRouter.navigate({ to: "/sign-in", search: href === "/" ? {} : { to: href } });
});
