import { refuse, type Refusal } from "../http/refusal.ts";

/** Long enough to pass the length rule and still among the first an attacker tries. */
const common = new Set(
  `1234567890 0123456789 12345678910 123456789a a123456789 aa123456789 123123123123 1111111111 0000000000 1q2w3e4r5t q1w2e3r4t5
  1qaz2wsx3edc qwertyuiop qwerty123456 asdfghjkl; asdfghjklz zxcvbnm123 password12 password123 password1234 passw0rd123 p@ssw0rd123
  administrator admin123456 admin12345 iloveyou123 iloveyou1314 woaini1314 woaini520 woaini1314520 woaini5201314 5201314520 5201314woaini
  zhongguo123 abc1234567 abcd123456 abcdefghij letmein123 welcome123 welcome1234 changeme123 hengji1234 hengji12345 qq123456789 wang123456
  zhang123456 li123456789 147258369a 1472583690 9876543210 7758521521 mima123456 xiaoshou123 monkey12345 dragon12345 football123`.split(
    /\s+/,
  ),
);

/** Length over composition (NIST SP 800-63B): ten characters, no common password, not the login, not one key held down. */
export function weakness(password: string, login: string): Refusal | null {
  const plain = password.normalize("NFKC").toLowerCase();
  if ([...password].length < 10) return refuse("password-too-short");
  const name = login.split("@")[0]!.toLowerCase();
  const isGuess =
    common.has(plain) || plain === login || (name.length >= 4 && plain.replace(name, "").length < 6) || new Set(plain).size <= 3;
  return isGuess ? refuse("password-too-common") : null;
}
