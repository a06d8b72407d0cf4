import { deflateRawSync, crc32 } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../http/refusal.ts";
import { limits } from "./limits.ts";
import { readTable } from "./read.ts";

type Part = {
  readonly name: string;
  readonly data: Buffer;
  /** What the directory claims, when it lies. */ readonly claims?: number;
  readonly flags?: number;
  readonly crc?: number;
};

/** A zip by hand, so that it may say what no honest program writes. */
function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claims, flags = 0, crc = crc32(data) } of parts) {
    const packed = deflateRawSync(data, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("504b01021400", "hex"), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("504b0506", 0, "hex");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const types = { name: "[Content_Types].xml", data: Buffer.from("<Types/>") };
const sheet = (rows: unknown[][]) => writeXlsx({ sheets: [{ name: "数据", rows: rows as string[][] }] }).then(Buffer.from);
const column = (n: number): string => (n >= 26 ? column(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + (n % 26));

/** A workbook whose sheet is made as text, so that it can be large or odd without a library's help. */
async function workbookWith(sheetXml: Buffer): Promise<Buffer> {
  const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return zip([
    {
      name: "[Content_Types].xml",
      data: Buffer.from(
        `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
      ),
    },
    {
      name: "_rels/.rels",
      data: Buffer.from(
        `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: "xl/workbook.xml",
      data: Buffer.from(
        `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: Buffer.from(
        `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    { name: "xl/worksheets/sheet1.xml", data: sheetXml },
  ]);
}

const sheetXml = (rows: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  );

describe("hostile files are refused by name, quickly, and the server lives on", () => {
  const zeros = Buffer.alloc(300 * 1024 * 1024);
  const hostile: readonly (readonly [string, string, () => Buffer | Promise<Buffer>])[] = [
    ["nothing at all", "file-empty", () => Buffer.alloc(0)],
    ["only blank lines", "file-empty", () => Buffer.from("\r\n  \r\n")],
    ["an image called .csv", "file-not-a-sheet", () => Buffer.from("89504e470d0a1a0a0000000d", "hex")],
    ["a PDF", "file-not-a-sheet", () => Buffer.from("%PDF-1.7 …")],
    ["a program", "file-not-a-sheet", () => Buffer.from("7f454c4602010100", "hex")],
    ["a web page called .xls", "file-not-a-sheet", () => Buffer.from("<html><table><tr><td>1</td></tr></table></html>")],
    ["binary noise with zero bytes", "file-not-a-sheet", () => Buffer.from("ab\0\0\0cd,\n1,2\n")],
    ["an old .xls", "file-old-excel", () => Buffer.from("d0cf11e0a1b11ae1000000", "hex")],
    [
      "neither UTF-8 nor GB18030",
      "file-encoding",
      () => Buffer.concat([Buffer.from("a,b\n1,"), Buffer.from([0xff, 0xff, 0x30, 0xfe, 0xff, 0x0a])]),
    ],
    ["a CSV cut off inside quotes", "file-truncated", () => Buffer.from('名称,地址\n甲,"上海市\n浦东')],
    ["a cell of 10 MB", "file-cell-too-long", () => Buffer.from(`名称\n${"长".repeat((10 * 1024 * 1024) / 3)}\n`)],
    ["16,000 columns", "file-too-many-columns", () => Buffer.from(`${Array.from({ length: 16_000 }, (_, i) => `c${i}`).join(",")}\n`)],
    ["more rows than allowed", "file-too-many-rows", () => Buffer.from(`a\n${"1\n".repeat(limits.rows + 5)}`)],
    ["a zip that is no workbook", "file-not-a-sheet", () => zip([{ name: "readme.txt", data: Buffer.from("hi") }])],
    ["a bomb of 1:1000", "file-bomb", () => zip([types, { name: "xl/worksheets/sheet1.xml", data: zeros }])],
    ["a bomb whose directory lies", "file-bomb", () => zip([types, { name: "xl/worksheets/sheet1.xml", data: zeros, claims: 1000 }])],
    [
      "many entries",
      "file-bomb",
      () => zip([types, ...Array.from({ length: 2500 }, (_, i) => ({ name: `x${i}`, data: Buffer.alloc(0) }))]),
    ],
    ["a nested archive", "file-nested", () => zip([types, { name: "xl/embeddings/inner.zip", data: zip([types]) }])],
    ["a workbook with a password", "file-encrypted", () => zip([{ ...types, flags: 1 }])],
    ["names that climb out", "file-damaged", () => zip([types, { name: "../../etc/passwd", data: Buffer.from("x") }])],
    ["a truncated workbook", "file-truncated", async () => (await sheet([["a"], ["1"]])).subarray(0, 400)],
    [
      "a workbook whose bytes were damaged on the way",
      "file-damaged",
      () => zip([types, { name: "xl/workbook.xml", data: Buffer.from("<workbook/>"), crc: 1 }]),
    ],
    [
      "a sheet of 16,000 columns",
      "file-too-many-columns",
      () =>
        workbookWith(
          sheetXml(`<row r="1">${Array.from({ length: 16_000 }, (_, i) => `<c r="${column(i)}1"><v>1</v></c>`).join("")}</row>`),
        ),
    ],
    [
      "a sheet of a million rows",
      "file-too-many-rows",
      () =>
        workbookWith(
          sheetXml(Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join("")),
        ),
    ],
    [
      "two cells in the far corners",
      "file-too-many-rows",
      () => workbookWith(sheetXml(`<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)),
    ],
  ];

  it.each(hostile)(
    "%s → %s",
    async (_, code, make) => {
      const bytes = await make();
      const started = performance.now();
      const outcome = await readTable(bytes);
      expect(isRefusal(outcome) ? outcome.code : outcome.total).toBe(code);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    60_000,
  );

  it("entities in the XML are not expanded and read nothing of this machine", async () => {
    const lol = `<!DOCTYPE worksheet [<!ENTITY a "${"lol".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const xml = sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&x;</t></is></c></row>`)
      .toString()
      .replace('<?xml version="1.0"?>', `<?xml version="1.0"?>${lol}`);
    const outcome = await readTable(await workbookWith(Buffer.from(xml)));
    expect(JSON.stringify(outcome)).not.toMatch(/lollol|root:/);
  });

  it("a reader that is killed is a refusal, not an exception", async () => {
    const outcome = await readTable(
      await workbookWith(sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"长".repeat(30_000_000)}</t></is></c></row>`)),
    );
    expect(isRefusal(outcome) && ["file-too-heavy", "file-cell-too-long", "file-damaged"].includes(outcome.code)).toBe(true);
  }, 60_000);
});

describe("honest files", () => {
  it("XLSX: numbers, days, blanks and text come as people wrote them", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "订单",
          columns: [{ key: "a" }, { key: "d", numFmt: "yyyy-mm-dd" }, { key: "n" }, { key: "t" }],
          rows: [
            ["编号", "日期", "金额", "备注"],
            ["001", new Date("2026-03-05T00:00:00Z"), 20565.6206, "=1+1"],
            [],
            ["002", null, 0.1 + 0.2, true],
          ],
        },
      ],
    });
    const table = await readTable(bytes);
    if (isRefusal(table)) throw new Error(table.code);
    expect(table.header).toEqual(["编号", "日期", "金额", "备注"]);
    expect(table.lines).toEqual([
      { no: 2, cells: ["001", "2026-03-05", "20565.6206", "=1+1"] },
      { no: 4, cells: ["002", "", "0.3", "是"] },
    ]);
    expect(table.form.sheets).toEqual(["订单"]);
  });

  it.each([
    ["utf-8", Buffer.from("名称,金额\n甲,1\n")],
    ["utf-8", Buffer.from("\uFEFF名称,金额\n甲,1\n")],
    ["utf-16le", Buffer.from("\uFEFF名称,金额\n甲,1\n", "utf16le")],
    ["utf-16be", Buffer.from("\uFEFF名称,金额\n甲,1\n", "utf16le").swap16()],
    ["gb18030", Buffer.from("c3fbb3c62cbdf0b6ee0abcd72c310a", "hex")],
  ] as const)("CSV in %s", async (encoding, bytes) => {
    const table = await readTable(bytes);
    if (isRefusal(table)) throw new Error(table.code);
    expect([table.form.encoding, table.header, table.lines[0]!.cells]).toEqual([encoding, ["名称", "金额"], ["甲", "1"]]);
  });

  it("quotes, line breaks inside them, and what we neutralised ourselves come back as they were", async () => {
    const table = await readTable(Buffer.from(`a,b\r\n"x ""y""\nz",'=1+1\r\n'quoted',-5\r\n`));
    if (isRefusal(table)) throw new Error(table.code);
    expect(table.lines.map((line) => line.cells)).toEqual([
      ['x "y"\nz', "=1+1"],
      ["'quoted'", "-5"],
    ]);
  });
});
