import { byFeature } from "./by-feature.ts";

/** Everything but what the first chunk has. */
export default byFeature(
  import.meta.glob<Record<string, unknown>>(
    ["./en/*.json", "!./en/{common,session,problem,settings,role,nav,shell,keys,palette,explain,due,chart}.json"],
    { eager: true, import: "default" },
  ),
);
