import type { Random } from "./random.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
// 浦东, 朝阳, 天河, 南山, 武侯, 江岸, 西湖, 鼓楼, 渝中, 雁塔
const DISTRICTS = ["310115", "110105", "440106", "440305", "510107", "420102", "330106", "320106", "500103", "610113"];

/**
 * A 统一社会信用代码 with valid check characters (GB 32100-2015, organisation part GB 11714-1997).
 * The organisation part begins with ZZ, which no register gives out: no real company is meant.
 */
export function creditCode(serial: number, rnd: Random): string {
  const organisation = `ZZ${String(serial).padStart(6, "0")}`;
  const body = `91${rnd.pick(DISTRICTS)}${organisation}${organisationCheck(organisation)}`;
  return body + checkCharacter(body);
}

/** The eighteenth character: 31 − Σ(cᵢ·3ⁱ⁻¹ mod 31), and 0 for 31. */
export function checkCharacter(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

function organisationCheck(code: string): string {
  const value = (character: string) => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55);
  const sum = Array.from(code).reduce((total, character, i) => total + value(character) * ORGANISATION_WEIGHTS[i]!, 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}
