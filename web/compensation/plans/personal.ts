/** "目标奖金=20000，个人比例=2%" → values by name. */
export const readValues = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(/[,，;；\n]/).map((one) => one.split(/[=＝:：]/).map((part) => part.trim())).filter(([name, value]) => name && value)); // prettier-ignore

/** And back. */
export const saidValues = (personal: Readonly<Record<string, string>>): string =>
  Object.entries(personal).map(([name, value]) => `${name}=${value}`).join("，"); // prettier-ignore
