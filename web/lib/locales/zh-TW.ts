import { byFeature } from "./by-feature.ts";

/** What sign-in and the shell say; the pages' own texts come with the first page inside (zh-TW.pages.ts). */
export default byFeature(
  import.meta.glob<Record<string, unknown>>(
    "./zh-TW/{common,session,problem,settings,role,nav,shell,keys,palette,explain,due,chart}.json",
    { eager: true, import: "default" },
  ),
);
