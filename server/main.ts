import closeWithGrace from "close-with-grace";
import { createApp } from "./app.ts";
import { config } from "./config.ts";
import { openDatabase } from "./db/open.ts";
import { DatabaseTrouble } from "./db/embedded/trouble.ts";
import { openPool } from "./db/pool.ts";
import { keepHouse } from "./auth/housekeeping.ts";
import { setUpToken } from "./auth/setup.ts";
import { freezeDaily } from "./forecast/daily.ts";
import { ensureDemo } from "./demo/load.ts";
import { startJobs } from "./jobs/jobs.ts";
import { keepPosted } from "./notifications/keeper.ts";
import { keepTelling } from "./webhooks/send.ts";
import { waysOf } from "./notifications/send.ts";
import { installationSecret } from "./auth/secret.ts";

/** The composition root: reads the configuration, opens things in order, and closes them in the reverse one. */
const settings = config();
const say = (line: string): void => console.log(line);
const database = await openDatabase(settings, say).catch((error: Error) => {
  if (!(error instanceof DatabaseTrouble)) throw error;
  console.error(error.message);
  return process.exit(1);
});
const pool = openPool(database.url);
const demo = settings.demo ? await ensureDemo(pool, say) : [];
const jobs = await startJobs(database.url, (error) => console.error(error.message));
const secret = await installationSecret(settings.home);
const app = await createApp({ pool, config: settings, jobs, secret });
const stopHousekeeping = keepHouse(pool, (error) => app.log.error({ err: error }, "housekeeping failed"));

const stopFreezing = freezeDaily(pool, (error) => app.log.error({ err: error }, "forecast snapshot failed"));

const stopPosting = keepPosted(pool, secret, waysOf(settings), (error) => app.log.error({ err: error }, "notifications failed"));

const stopTelling = keepTelling({
  pool,
  secret,
  mayBeInside: settings.hooksInside,
  onError: (error) => app.log.error({ err: error }, "webhooks failed"),
});

async function stop(): Promise<void> {
  stopTelling();
  stopFreezing();
  stopPosting();
  stopHousekeeping();
  await app.close();
  await jobs.stop();
  await pool.end();
  await database.stop();
}
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) console.error(err);
  await stop();
});

const address = await app.listen({ port: settings.port, host: settings.host }).catch(async (error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(
    `端口 ${settings.port} 已被占用，请换一个：PORT=${settings.port + 1} npm start\nPort ${settings.port} is taken; try PORT=${settings.port + 1} npm start`,
  );
  await stop();
  return process.exit(1);
});
const token = await setUpToken(pool, new Date());
if (address) {
  say(`\n衡绩已启动 / Hengji is ready: ${address.replace("127.0.0.1", "localhost")}`);
  if (token) say(`  首次设置 / first set-up: ${address.replace("127.0.0.1", "localhost")}/set-up?token=${token}`);
  for (const { role, login, name, password } of demo) say(`  ${role.padEnd(10)} ${login.padEnd(16)} ${password}  ${name}`);
}
