/**
 * Whether a seasonal model forgets its beginning: all roots of its characteristic equation lie inside the unit circle (Hyndman et al.
 * 2008, ch. 10; Hyndman, Akram & Archibald 2008). Without damping φ is 1, without a trend β is 0; m ≥ 2.
 */
export function isAdmissible(alpha: number, beta: number, gamma: number, phi: number, m: number): boolean {
  if (gamma < Math.max(1 - 1 / phi - alpha, 0) || gamma > 1 + 1 / phi - alpha) return false;
  if (alpha < 1 - 1 / phi - (gamma * (1 - m + phi + phi * m)) / (2 * phi * m)) return false;
  if (beta < -(1 - phi) * (gamma / m + alpha)) return false;
  const middle = alpha + beta - alpha * phi;
  const falling = new Float64Array(m + 2).fill(middle); // from the leading coefficient down
  falling[0] = 1;
  falling[1] = alpha + beta - phi;
  falling[m] = middle + gamma - 1;
  falling[m + 1] = phi * (1 - alpha - gamma);
  return isStable(beta === 0 && phi === 1 ? withoutUnitRoot(falling) : falling);
}

/** Without a trend the level is a root at 1, which is allowed: divided out. */
function withoutUnitRoot(falling: Float64Array): Float64Array {
  let sum = 0;
  return falling.slice(0, -1).map((c) => (sum += c));
}

/** Schur–Cohn by the step-down recursion: every reflection coefficient is below 1 in size. */
function isStable(falling: Float64Array): boolean {
  const a = falling;
  for (let k = a.length - 1; k >= 1; k -= 1) {
    const reflection = a[k]!;
    if (Math.abs(reflection) >= 1) return false;
    const scale = 1 - reflection * reflection;
    for (let i = 1, j = k - 1; i <= j; i += 1, j -= 1) {
      const [left, right] = [a[i]!, a[j]!];
      a[i] = (left - reflection * right) / scale;
      a[j] = (right - reflection * left) / scale;
    }
  }
  return true;
}
