import { lookup as resolve } from "node:dns";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

const inside = new BlockList();
for (const [net, bits] of [["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["224.0.0.0", 3]] as const) inside.addSubnet(net, bits, "ipv4"); // prettier-ignore
for (const [net, bits] of [["::", 127], ["fc00::", 7], ["fe80::", 10], ["ff00::", 8], ["64:ff9b::", 96]] as const) inside.addSubnet(net, bits, "ipv6"); // prettier-ignore

/** Addresses of this machine and of networks behind it: a foreign hand must not reach through us what it cannot reach itself. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  const plain = mapped ? mapped[1]! : address;
  return inside.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

/** What may be registered at all: https, a name or public number, no sign-in inside the address. An operator may open the company's own network. */
export function isAllowedAddress(text: string, mayBeInside: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "" || (protocol !== "https:" && !(mayBeInside && protocol === "http:"))) return false;
  const host = hostname.replace(/^\[|\]$/g, "");
  return mayBeInside || (host !== "localhost" && !host.endsWith(".localhost") && !(isIP(host) !== 0 && isInside(host)));
}

/** Looks a name up and refuses what lies inside; the connection goes to the very address that was checked. */
export const publicOnly: LookupFunction = (name, options, answer) => {
  resolve(name, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, "");
    const outside = found.filter(({ address }) => !isInside(address));
    if (outside.length === 0) return answer(new Error(`${name} is an address inside the network`), "");
    return options.all ? answer(null, outside) : answer(null, outside[0]!.address, outside[0]!.family);
  });
};
