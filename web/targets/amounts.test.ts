import { expect, it } from "vitest";
import { typed } from "./amounts.ts";

it.each([
  ["12000", "12000.0000"],
  ["12,000.5", "12000.5000"],
  ["120万", "1200000.0000"],
  ["1.5 亿", "150000000.0000"],
  ["１２０萬", "1200000.0000"],
  ["¥ 300", "300.0000"],
  ["-5", null],
  ["十二万", null],
  ["", null],
  ["1.23456", null],
])("%s is read as %s", (text, amount) => expect(typed(text)).toBe(amount));
