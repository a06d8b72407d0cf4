/** Two-byte characters of GBK by what they read as; made when the first file asks for it. */
let known: ReadonlyMap<string, number> | null = null;

function table(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder("gbk");
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== "\ufffd" && !found.has(text)) found.set(text, lead * 256 + trail);
    }
  }
  return found;
}

/** What older payroll and bookkeeping programs read. Nothing is guessed: what GBK does not have is handed back. */
export function inGbk(text: string): { readonly bytes: Buffer } | { readonly missing: readonly string[] } {
  known ??= table();
  const bytes: number[] = [];
  const missing = new Set<string>();
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = code < 0x80 ? code : known.get(character);
    if (pair === undefined) missing.add(character);
    else if (pair < 0x80) bytes.push(pair);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return missing.size > 0 ? { missing: [...missing] } : { bytes: Buffer.from(bytes) };
}
