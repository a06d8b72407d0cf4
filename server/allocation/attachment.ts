import { EVIDENCE_BYTES_MAX, evidenceTypes } from "#api/target-evidence.ts";
import { refuse, type Refusal } from "../http/refusal.ts";

type Sent = { readonly name: string; readonly type: string; readonly base64: string };
export type Attachment = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** How each kind begins; texts must be UTF-8 without control characters. */
const beginnings: Readonly<Record<string, readonly number[]>> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpg: [0xff, 0xd8, 0xff],
  xlsx: [0x50, 0x4b, 0x03, 0x04],
};

/** A file is what its first bytes say, not what its name says; it is given back as a download, never shown in a page. */
export function attachmentFrom(sent: Sent): Attachment | Refusal {
  const kind = Object.hasOwn(evidenceTypes, sent.type) ? evidenceTypes[sent.type as keyof typeof evidenceTypes] : null;
  if (kind === null) return refuse("evidence-type");
  const bytes = Buffer.from(sent.base64, "base64");
  if (bytes.length === 0 || bytes.length > EVIDENCE_BYTES_MAX) return refuse("evidence-size");
  const isTrue = kind in beginnings ? beginnings[kind]!.every((byte, i) => bytes[i] === byte) : isText(bytes);
  const name = sent.name.replace(/[\p{Cc}/\\]/gu, "_");
  return isTrue ? { name, type: sent.type, bytes } : refuse("evidence-type");
}

function isText(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  return Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes);
}
