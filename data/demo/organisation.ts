import { COMPANY_NAME, STAFF_FROM, type LineCode } from "./company.ts";
import type { Sheet } from "./sheet.ts";

export type Team = { readonly unit: string; readonly line: LineCode; readonly reps: number; readonly area: string };

export const HEADQUARTERS = "HY";
export const OFFICE = "S90";
export const SUPPORT = "T43";
export const REORGANISED_ON = "2026-01-01";

/** Selling teams with the number of seats filled on the first day. */
export const teams: readonly Team[] = [
  { unit: "T11", line: "tech", reps: 5, area: "华东" },
  { unit: "T12", line: "tech", reps: 3, area: "华北" },
  { unit: "T13", line: "tech", reps: 3, area: "华南" },
  { unit: "T21", line: "consumer", reps: 4, area: "华东" },
  { unit: "T22", line: "consumer", reps: 4, area: "全国" },
  { unit: "T23", line: "consumer", reps: 3, area: "华东" },
  { unit: "T24", line: "consumer", reps: 3, area: "西南" },
  { unit: "T31", line: "finance", reps: 4, area: "华东" },
  { unit: "T32", line: "finance", reps: 4, area: "华北" },
  { unit: "T33", line: "finance", reps: 3, area: "华南" },
  { unit: "T41", line: "midtech", reps: 4, area: "华中" },
  { unit: "T42", line: "midtech", reps: 3, area: "西南" },
];

// Code, name, kind, parent, valid from. 华南 moves from 智造 to 云服务 with the re-organisation; 电商 is renamed.
const UNITS: readonly (readonly [string, string, string, string, string])[] = [
  [HEADQUARTERS, COMPANY_NAME, "company", "", STAFF_FROM],
  ["R10", "云服务事业部", "region", HEADQUARTERS, STAFF_FROM],
  ["R20", "快消事业部", "region", HEADQUARTERS, STAFF_FROM],
  ["R30", "金融服务事业部", "region", HEADQUARTERS, STAFF_FROM],
  ["R40", "智造事业部", "region", HEADQUARTERS, STAFF_FROM],
  [OFFICE, "职能中心", "team", HEADQUARTERS, STAFF_FROM],
  ["T11", "华东大客户部", "team", "R10", STAFF_FROM],
  ["T12", "华北大客户部", "team", "R10", STAFF_FROM],
  ["T13", "华南大客户部", "team", "R40", STAFF_FROM],
  ["T13", "华南大客户部", "team", "R10", REORGANISED_ON],
  ["T21", "商超渠道部", "team", "R20", STAFF_FROM],
  ["T22", "电商渠道部", "team", "R20", STAFF_FROM],
  ["T22", "线上渠道部", "team", "R20", "2025-07-01"],
  ["T23", "华东经销部", "team", "R20", STAFF_FROM],
  ["T24", "西南经销部", "team", "R20", STAFF_FROM],
  ["T31", "银行客户部", "team", "R30", STAFF_FROM],
  ["T32", "保险客户部", "team", "R30", STAFF_FROM],
  ["T33", "普惠金融部", "team", "R30", STAFF_FROM],
  ["T41", "华中销售部", "team", "R40", STAFF_FROM],
  ["T42", "西南销售部", "team", "R40", STAFF_FROM],
  [SUPPORT, "技术支持部", "team", "R40", STAFF_FROM],
];

export const regions = ["R10", "R20", "R30", "R40"] as const;

/** The region a team stands under on a day. */
export function regionOf(unit: string, day: string): string {
  return UNITS.findLast(([code, , , , from]) => code === unit && from <= day)![3];
}

export function organisationSheet(): Sheet {
  return {
    header: ["部门编码", "部门名称", "部门类型", "上级部门编码", "生效日期"],
    rows: UNITS.toSorted((a, b) => a[4].localeCompare(b[4])),
  };
}
