import type { Explanation, Label, Value } from "#core/explain/explanation.ts";

/** An explanation as an indented tree: value, rule, notes, parts. */
export function explanationLines(explanation: Explanation, words: (label: Label) => string, depth = 0): string[] {
  const pad = "  ".repeat(depth);
  const notes = [...(explanation.rule ? [explanation.rule] : []), ...(explanation.notes ?? [])].map((label) => `${pad}  · ${words(label)}`);
  const version = explanation.version ? [`${pad}  · ${explanation.version}`] : [];
  const parts = (explanation.parts ?? []).flatMap((part) => explanationLines(part, words, depth + 1));
  return [`${pad}${words(explanation.label)}  ${valueText(explanation.value)}`, ...notes, ...version, ...parts];
}

export function valueText(value: Value): string {
  switch (value.kind) {
    case "amount":
      return `${value.value} ${value.currency}`;
    case "rate":
      return percent(value.ppm);
    case "number":
    case "text":
      return value.value;
    case "none":
      return "—";
  }
}

/** Millionths as percent, to the last digit: "848000" is 84.8 %. */
function percent(ppm: string): string {
  const digits = ppm.replace("-", "").padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return `${ppm.startsWith("-") ? "-" : ""}${digits.slice(0, -4)}${fraction && "."}${fraction} %`;
}
