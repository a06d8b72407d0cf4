import { PPM, parseAmount } from "../base/money.ts";

export type CreditShare = { readonly person: string; readonly sharePpm: bigint };
export type CreditText =
  | { readonly kind: "credit"; readonly shares: readonly CreditShare[] }
  | { readonly kind: "not-a-share"; readonly text: string }
  | { readonly kind: "share-sum"; readonly percent: string }
  | { readonly kind: "credit-twice"; readonly person: string };

/**
 * "E001" gives one person all; "E001:60;E002:40" splits by percent and must come to 100 exactly. Semicolons, 、 and
 * full-width signs are fine. Empty means nobody: a house order.
 */
export function creditFrom(text: string): CreditText {
  const shares = sharesFrom(text);
  return "kind" in shares ? shares : shares.length === 0 ? { kind: "credit", shares } : whole(shares);
}

/** Overlay credit stands apart: each share counts for itself, and they need not come to 100. */
export function overlayFrom(text: string): CreditText {
  const shares = sharesFrom(text);
  if ("kind" in shares) return shares;
  const twice = twiceIn(shares);
  if (twice) return { kind: "credit-twice", person: twice.person };
  const over = shares.find((share) => share.sharePpm > PPM);
  return over ? { kind: "not-a-share", text } : { kind: "credit", shares };
}

function sharesFrom(text: string): CreditShare[] | Extract<CreditText, { kind: "not-a-share" }> {
  const flat = text.normalize("NFKC").trim();
  const parts = flat
    .split(/[;、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 1 && !/[:=]/.test(parts[0]!)) return [{ person: parts[0]!, sharePpm: PPM }];

  const shares: CreditShare[] = [];
  for (const part of parts) {
    const match = /^(.+?)\s*[:=]\s*([\d.]+)\s*%?$/.exec(part);
    const percent = match ? parseAmount(match[2]!) : null;
    if (percent === null || percent <= 0n) return { kind: "not-a-share", text: part };
    shares.push({ person: match![1]!.trim(), sharePpm: percent });
  }
  return shares;
}

const twiceIn = (shares: readonly CreditShare[]): CreditShare | undefined =>
  shares.find((share, i) => shares.findIndex((other) => other.person === share.person) < i);

/** Percent in ten-thousandths is ppm: 60 % = 600 000. */
function whole(shares: readonly CreditShare[]): CreditText {
  const twice = twiceIn(shares);
  if (twice) return { kind: "credit-twice", person: twice.person };
  const sum = shares.reduce((total, share) => total + share.sharePpm, 0n);
  return sum === PPM
    ? { kind: "credit", shares }
    : { kind: "share-sum", percent: `${sum / 10_000n}.${String(sum % 10_000n).padStart(4, "0")}`.replace(/\.?0+$/, "") };
}
