import { existsSync } from "node:fs";
import process from "node:process";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of the journeys; HENGJI_CHROMIUM names another one. */
export function chromiumPath(): string | undefined {
  return [process.env.HENGJI_CHROMIUM ?? "", ...usual].find((path) => path !== "" && existsSync(path));
}
