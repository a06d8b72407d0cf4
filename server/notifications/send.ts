import { createHmac } from "node:crypto";
import nodemailer from "nodemailer";
import { robotMessage, robotRules, type RobotKind } from "#core/notifications/robot.ts";
import { openSecret, sealSecret } from "../auth/totp.ts";
import type { Config } from "../config.ts";
import type { Tx } from "../db/tx.ts";
import { claim, markFailed, markSent, putOff, sentLately, type Delivery } from "./outbox.ts";
import { robotRows } from "./store.ts";

/** The ways out of the house. Tests bring their own; a production server has `waysOf`. */
export type Ways = {
  mail(to: string, delivery: Delivery): Promise<void>;
  robot(address: string, body: object): Promise<void>;
};

/** The company's own mail server, when one is set; the makers' addresses over https for robots. */
export function waysOf({ smtpUrl, mailFrom }: Config): Ways {
  const transport = smtpUrl ? nodemailer.createTransport(smtpUrl) : null;
  return {
    mail: async (to, { title, body, fileName, file }) => {
      if (!transport) throw new Error("no mail server is set (HENGJI_SMTP_URL)");
      const attachments = fileName && file ? [{ filename: fileName, content: file }] : [];
      await transport.sendMail({ from: mailFrom, to, subject: title, text: body, attachments });
    },
    robot: async (address, body) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(address, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
        redirect: "error",
      });
      const said = (await answer.json().catch(() => ({}))) as { errcode?: number; code?: number; errmsg?: string; msg?: string };
      if (!answer.ok || (said.errcode ?? said.code ?? 0) !== 0) throw new Error(`${answer.status} ${said.errmsg ?? said.msg ?? ""}`.trim());
    },
  };
}

type Sealed = { readonly address: string; readonly key: string };
export const sealRobot = (secret: Buffer, id: string, robot: Sealed): Buffer => sealSecret(secret, id, JSON.stringify(robot));

/** Sends one message that is due; false when none is. What fails is tried again later and hurts nobody else. */
export async function sendNext(tx: Tx, secret: Buffer, ways: Ways, now: Date): Promise<boolean> {
  const delivery = await claim(tx, now);
  if (!delivery) return false;
  const outcome = await attempt(tx, delivery, secret, ways, now).catch((error: Error) => error.message);
  if (outcome === "sent") await markSent(tx, delivery.id, now);
  else if (outcome === "later") await putOff(tx, delivery.id, new Date(now.getTime() + 60_000));
  else await markFailed(tx, delivery, outcome, now);
  return true;
}

async function attempt(tx: Tx, delivery: Delivery, secret: Buffer, ways: Ways, now: Date): Promise<string> {
  if (delivery.way === "mail") {
    await ways.mail(delivery.address, delivery);
    return "sent";
  }
  const robot = (await robotRows(tx, now.toISOString().slice(0, 10))).find((one) => one.id === delivery.robotId);
  if (!robot) return "the robot was taken out";
  if ((await sentLately(tx, robot.id, now)) >= robotRules[robot.kind].perMinute) return "later";
  const { address, key } = JSON.parse(openSecret(secret, robot.id, robot.sealed)) as Sealed;
  const signed = signedCall(robot.kind, address, key, now);
  await ways.robot(signed.address, { ...robotMessage(robot.kind, delivery.title, delivery.body), ...signed.fields });
  return "sent";
}

/** 钉钉 signs in the address, 飞书 in the body; 企业微信 has its key in the address already. */
function signedCall(kind: RobotKind, address: string, key: string, now: Date): { address: string; fields: object } {
  if (key === "" || kind === "wecom") return { address, fields: {} };
  if (kind === "dingtalk") {
    const timestamp = String(now.getTime());
    const sign = createHmac("sha256", key).update(`${timestamp}\n${key}`).digest("base64");
    return { address: `${address}&timestamp=${timestamp}&sign=${encodeURIComponent(sign)}`, fields: {} };
  }
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { address, fields: { timestamp, sign: createHmac("sha256", `${timestamp}\n${key}`).update("").digest("base64") } };
}
