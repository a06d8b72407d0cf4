export const robotKinds = ["wecom", "dingtalk", "feishu"] as const;
export type RobotKind = (typeof robotKinds)[number];

type Rule = { readonly hosts: readonly string[]; readonly perMinute: number; readonly bytesMax: number };
/** What the makers of the group robots allow; a message beyond is cut at a line, not refused. */
export const robotRules: Readonly<Record<RobotKind, Rule>> = {
  wecom: { hosts: ["qyapi.weixin.qq.com"], perMinute: 20, bytesMax: 2048 },
  dingtalk: { hosts: ["oapi.dingtalk.com"], perMinute: 20, bytesMax: 18_000 },
  feishu: { hosts: ["open.feishu.cn", "open.larksuite.com"], perMinute: 100, bytesMax: 18_000 },
};

/** Only the makers' own addresses over https: an installation is no way into the company's network. */
export function isRobotAddress(kind: RobotKind, address: string): boolean {
  const match = /^https:\/\/([a-z0-9.-]+)\/[^\s]*$/i.exec(address);
  return match !== null && robotRules[kind].hosts.includes(match[1]!.toLowerCase());
}

/** The message as each maker wants it. */
export function robotMessage(kind: RobotKind, title: string, body: string): object {
  const text = cut(`${title}\n${body}`, robotRules[kind].bytesMax);
  if (kind === "wecom") return { msgtype: "text", text: { content: text } };
  if (kind === "dingtalk") return { msgtype: "markdown", markdown: { title, text: text.replaceAll("\n", "  \n") } };
  return { msg_type: "text", content: { text } };
}

/** As many whole lines as fit, counted in UTF-8. */
function cut(text: string, bytesMax: number): string {
  const lines: string[] = [];
  let used = 0;
  for (const line of text.split("\n")) {
    used += bytesOf(line) + 1;
    if (used > bytesMax - 4) return [...lines, "…"].join("\n");
    lines.push(line);
  }
  return text;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const point = sign.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
