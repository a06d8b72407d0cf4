import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { verify } from "otplib";
import type { Tx } from "../db/tx.ts";

/** AES-256-GCM with the installation key, bound to the user: iv ‖ tag ‖ text. */
export function sealSecret(key: Buffer, userId: string, seed: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(userId));
  const text = Buffer.concat([cipher.update(seed, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

export function openSecret(key: Buffer, userId: string, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(Buffer.from(userId));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
}

/** A code of the app, one step of drift either way and never a step used before; or a recovery code, once. */
export async function checkCode(tx: Tx, key: Buffer, userId: string, code: string, now: Date): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return useRecoveryCode(tx, userId, code);
  const user = await tx.row(sql<{ secret: Buffer | null; lastStep: bigint | null }>`
    select totp_secret as secret, totp_last_step as "lastStep" from users where tenant_id = current_tenant() and id = ${userId} for update`);
  if (!user?.secret) return false;
  const step = await stepOf(openSecret(key, userId, user.secret), code, now);
  if (step === null || (user.lastStep !== null && BigInt(step) <= user.lastStep)) return false;
  await tx.run(sql`update users set totp_last_step = ${step} where tenant_id = current_tenant() and id = ${userId}`);
  return true;
}

async function stepOf(secret: string, token: string, now: Date): Promise<number | null> {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = await verify({ secret, token, epoch, epochTolerance: 30 });
  return result.valid ? Math.floor(epoch / 30) + result.delta : null;
}

/** Ten codes for a lost phone, shown once; only hashes stay. */
export async function newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  await tx.run(sql`delete from recovery_codes where tenant_id = current_tenant() and user_id = ${userId}`);
  const codes = Array.from({ length: 10 }, () => randomBytes(5).toString("hex"));
  await tx.run(sql`
    insert into recovery_codes (tenant_id, user_id, code_hash)
    select current_tenant(), ${userId}, h from unnest(${codes.map(hashOf)}::bytea[]) h`);
  return codes;
}

async function useRecoveryCode(tx: Tx, userId: string, code: string): Promise<boolean> {
  const used = await tx.run(sql`
    delete from recovery_codes where tenant_id = current_tenant() and user_id = ${userId} and code_hash = ${hashOf(code.trim().toLowerCase())}`);
  return used === 1;
}

const hashOf = (code: string): Buffer => createHash("sha256").update(code).digest();
