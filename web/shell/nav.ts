import { useMe } from "../lib/me.ts";
import { pages } from "../routes.tsx";
import type { Page } from "../routes.tsx";

export type NavPage = Page & { nav: NonNullable<Page["nav"]> };

/** The pages this person may open, in the order of routes.tsx. */
export function useNav(): NavPage[] {
  const { can } = useMe();
  return pages.filter((page): page is NavPage => page.nav !== undefined && (!page.can || can.includes(page.can)));
}
