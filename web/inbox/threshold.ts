/** What was typed as the API wants it: a rate in percent becomes millionths ("82.5" or "82.5%" → "825000"), the rest stays. */
export function thresholdOf(typed: string, isRate: boolean): string {
  const text = typed.trim().replace(/[,，\s]/g, "");
  if (!isRate) return text;
  const match = /^(-?)(\d{1,6})(?:\.(\d{1,4}))?[%％]?$/.exec(text);
  if (!match) return text;
  return `${match[1]}${BigInt(match[2]! + (match[3] ?? "").padEnd(4, "0"))}`;
}
