import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { forecastCommand } from "./forecast.ts";
import { linesOf, textOf } from "./forecast-text.ts";

const folder = mkdtempSync(join(tmpdir(), "hengji-forecast-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const path = join(folder, "series.csv");
async function said(content: string | Uint8Array, ...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  writeFileSync(path, content);
  let out = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const code = await forecastCommand.run(["--series", path, "--horizon", "2", ...args]);
  vi.mocked(process.stdout.write).mockRestore();
  return { code, out, errors: errors.mock.calls.join("\n") };
}
const idsOf = (json: string) => (JSON.parse(json) as { id: string }[]).map(({ id }) => id);

/** 华东 in GBK, the encoding Chinese spreadsheets save in. */
const east = [0xbb, 0xaa, 0xb6, 0xab];
const csv = "华东,10,12,11,13\n";

describe("hengji forecast", () => {
  it("a cycle named after the values forecasts as one named before, and as one asked for", async () => {
    const after = await said("id,values,frequency\nA,10 20 30 40 11 21 31 41,4", "--method", "snaive", "--json");
    const before = await said("id,frequency,values\nA,4,10 20 30 40 11 21 31 41", "--method", "snaive", "--json");
    const asked = await said("A,10,20,30,40,11,21,31,41", "--frequency", "4", "--method", "snaive", "--json");
    expect((JSON.parse(after.out) as { mean: number[] }[])[0]!.mean).toEqual([11, 21]);
    expect([before.out, asked.out]).toEqual([after.out, after.out]);
  });

  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(csv)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${csv}`)],
    ["GBK", Buffer.from([...east, ...Buffer.from(",10,12,11,13\n")])],
    ["UTF-16", Buffer.from(`\uFEFF${csv}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\uFEFF${csv}`, "utf16le").swap16()],
  ])("names in %s are read as they are", async (_, bytes) => {
    const { code, out } = await said(bytes, "--json");
    expect([code, idsOf(out)]).toEqual([0, ["华东"]]);
  });

  it("a name in GBK after many plain rows, cut anywhere", async () => {
    const bytes = Buffer.concat([Buffer.from("a,1\r\n".repeat(20_000)), Buffer.from([...east, ...Buffer.from(",2\r\n")])]);
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += 99_999) yield bytes.subarray(at, at + 99_999);
    };
    const lines = await Array.fromAsync(linesOf(textOf(pieces())));
    expect([lines.length, lines[0], lines.at(-2)]).toEqual([20_002, "a,1", "华东,2"]);
  });

  it("a workbook or half a character is no text", async () => {
    await expect(said(Buffer.from("504b0304140000000800ffff", "hex"))).rejects.toThrow(/CSV UTF-8/);
    await expect(said(Buffer.from([0xbb]))).rejects.toThrow(/gb18030.*CSV UTF-8/);
  });

  it("what JSON has in its notes the text says in words", async () => {
    const { out } = await said("A,10\nB,5,,7,5,9,8", "--method", "naive");
    expect(out).toMatch(/^# A: 序列太短，给不出区间 \/ the series is too short for an interval$/m);
    expect(out).toMatch(/^# A: 序列太短，没法回测/m);
    expect(out).toMatch(/^# B: 有 1 个缺值/m);
  });

  it("a second row of a name and a row without one are refused, the rest is forecast", async () => {
    const { code, out, errors } = await said("A,1,2,3\nA,4,5,6\n,7,8,9\nB,1,2,3", "--json");
    expect([code, idsOf(out)]).toEqual([1, ["A", "A", "", "B"]]);
    expect(errors).toMatch(/row 2: the id "A" is already in row 1[\s\S]*row 3: there is no id/);
  });

  it.each([
    ["0.95", /did you mean 95\?/],
    ["0.8,0.95", /0\.8,0\.95 是不是 80,95？/],
    ["80,0.95", /did you mean 80,95\?/],
    ["100", /between 0 and 100/],
    ["high", /between 0 and 100/],
  ])("a level of %s is refused", async (level, message) => {
    await expect(said("A,1,2,3", "--level", level)).rejects.toThrow(message);
  });
});
