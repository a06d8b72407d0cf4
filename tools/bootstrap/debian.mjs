import { existsSync } from "node:fs";
import process from "node:process";
import { Refusal, run } from "./run.mjs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const packages = ["chromium", "fonts-noto-cjk"];

/** The journeys need Chromium and Chinese letters: installed when we may, asked for otherwise; never a reason to stop. */
export async function findBrowser() {
  if (usual.some((path) => existsSync(path)) || process.env.HENGJI_CHROMIUM) return;
  if (!(await installed("安装浏览器 / installing Chromium", packages))) ask();
}

/** In CI the database tests run on Debian's PostgreSQL too; on a person's machine no server is installed unasked. */
export async function findServer() {
  if (!process.env.CI || existsSync("/usr/lib/postgresql")) return;
  await installed("安装 PostgreSQL / installing PostgreSQL", ["postgresql"]);
}

async function installed(what, names) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  try {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("更新软件包列表 / updating package lists", "apt-get", ["update", "-q"], { env });
    await run(what, "apt-get", ["install", "-y", "-q", "--no-install-recommends", ...names], { env });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return false;
  }
}

function ask() {
  console.log(
    `\n没有找到 Chromium，浏览器测试将跳过。安装命令 / No Chromium, the browser journeys will be skipped; install it with:\n\n` +
      `  sudo apt-get install -y ${packages.join(" ")}\n`,
  );
}
