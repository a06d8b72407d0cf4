import { describe, expect, it } from "vitest";
import type { Value } from "../explain/explanation.ts";
import { isCrossed, isThreshold, nextState, thresholdKind } from "./alert.ts";
import { isDue } from "./cadence.ts";
import { sendableAt } from "./quiet.ts";
import { isRobotAddress, robotMessage, robotRules } from "./robot.ts";

const rate = (ppm: string): Value => ({ kind: "rate", ppm });
const none: Value = { kind: "none", why: "missing" };

describe("an alert", () => {
  it.each([
    [rate("799999"), "below", "800000", true],
    [rate("800000"), "below", "800000", false], // on the threshold it is quiet
    [rate("800001"), "above", "800000", true],
    [{ kind: "amount", value: "-0.0001", currency: "CNY" } as Value, "below", "0", true],
    [{ kind: "number", value: "12.5" } as Value, "above", "12.4", true],
    [none, "below", "800000", null], // missing is not zero
  ] as const)("%o %s %s: %s", (value, comparison, threshold, expected) => expect(isCrossed(value, comparison, threshold)).toBe(expected));

  it.each([
    [false, true, { isFiring: true, isNews: true }],
    [true, true, { isFiring: true, isNews: false }], // said once
    [true, false, { isFiring: false, isNews: false }],
    [true, null, { isFiring: true, isNews: false }], // no value: as it was
    [false, null, { isFiring: false, isNews: false }],
  ])("was firing %s, is beyond %s", (was, crossed, expected) => expect(nextState(was, crossed)).toEqual(expected));

  it.each([
    ["12.5", "amount", true],
    ["12.5", "rate", false],
    ["80%", "rate", false],
    ["800000", "rate", true],
    ["abc", "number", false],
  ] as const)("%s as %s is a threshold: %s", (text, kind, expected) => expect(isThreshold(text, kind)).toBe(expected));

  it("knows what its threshold is written in", () => {
    expect([thresholdKind("points"), thresholdKind("amount-per-day"), thresholdKind("days")]).toEqual(["rate", "amount", "number"]);
  });
});

describe("quiet hours", () => {
  const holidays = { off: new Set(["2026-10-01"]), work: new Set(["2026-10-10"]), years: new Set([2026]) };
  const night = { from: 22 * 60, to: 8 * 60, workingDaysOnly: false };
  it.each([
    ["2026-06-18", 600, night, "2026-06-18 600"],
    ["2026-06-18", 1320, night, "2026-06-19 480"], // over midnight
    ["2026-06-18", 479, night, "2026-06-18 480"],
    ["2026-06-18", 480, night, "2026-06-18 480"],
    ["2026-06-20", 600, { ...night, workingDaysOnly: true }, "2026-06-22 480"], // a Saturday
    ["2026-10-01", 600, { from: null, to: null, workingDaysOnly: true }, "2026-10-02 0"],
    ["2026-10-10", 600, { from: null, to: null, workingDaysOnly: true }, "2026-10-10 600"], // a Saturday that is worked 调休
    ["2026-06-18", 720, { from: 720, to: 720, workingDaysOnly: false }, "2026-06-18 720"],
  ])("%s at minute %s", (day, minute, quiet, expected) => {
    const at = sendableAt({ day, minute }, quiet, holidays);
    expect(`${at.day} ${at.minute}`).toBe(expected);
  });
});

describe("a digest is due", () => {
  const daily = { cadence: "daily", weekday: null, atMinute: 510, lastOn: null } as const;
  it.each([
    [daily, "2026-06-18", 510, true],
    [daily, "2026-06-18", 509, false],
    [{ ...daily, lastOn: "2026-06-18" }, "2026-06-18", 900, false], // once a day
    [{ ...daily, lastOn: "2026-06-17" }, "2026-06-18", 900, true],
    [{ ...daily, cadence: "weekly", weekday: 1 } as const, "2026-06-18", 900, false],
    [{ ...daily, cadence: "weekly", weekday: 4 } as const, "2026-06-18", 900, true],
    [{ ...daily, cadence: "monthly" } as const, "2026-07-01", 900, true],
  ])("%o on %s at %s: %s", (schedule, day, minute, expected) => expect(isDue(schedule, { day, minute })).toBe(expected));
});

describe("a group robot", () => {
  it.each([
    ["wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", true],
    ["wecom", "http://qyapi.weixin.qq.com/x", false],
    ["wecom", "https://oapi.dingtalk.com/robot/send?access_token=1", false],
    ["feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/1", true],
    ["dingtalk", "https://oapi.dingtalk.com.example.org/x", false],
    ["dingtalk", "https://127.0.0.1/x", false],
  ] as const)("%s at %s: %s", (kind, address, expected) => expect(isRobotAddress(kind, address)).toBe(expected));

  it("cuts a long message at a line and stays below the limit", () => {
    const body = Array.from({ length: 200 }, (_, i) => `第 ${i} 行：华东大区完成率`).join("\n");
    const { text } = robotMessage("wecom", "日报", body) as { text: { content: string } };
    expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(robotRules.wecom.bytesMax);
    expect(text.content.endsWith("率\n…")).toBe(true);
  });
});
