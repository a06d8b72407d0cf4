/** A minimum that was looked for: where, how low, and how often the function was asked. */
export type Minimum = { readonly at: Float64Array; readonly value: number; readonly asked: number };

const BIG = 1e35;

/**
 * Downhill simplex (Nelder & Mead 1965, in the form of Nash 1990, algorithm 19): reflection 1, contraction ½, expansion 2,
 * relative tolerance 1e-8. A point where the function is not finite counts as very high, so bounds are walls.
 * `step` is the edge of the first simplex; left out, it is a tenth of the largest coordinate.
 */
export function minimum(f: (x: Float64Array) => number, start: Float64Array, asksMax: number, step?: number, tolerance = 1.5e-8): Minimum {
  const n = start.length;
  const vertices = firstSimplex(start, step);
  const values = new Float64Array(n + 1);
  const [centre, tried, further] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let asked = 0;
  const ask = (x: Float64Array) => {
    asked += 1;
    const value = f(x);
    return Number.isFinite(value) ? value : BIG;
  };

  values[0] = ask(vertices[0]!);
  const enough = tolerance * (Math.abs(values[0]!) + tolerance);
  let low = 0;
  let isStale = true;
  let sizeBefore = n * (vertices[1]![0]! - vertices[0]![0]!);
  for (;;) {
    if (isStale) for (let j = 0; j <= n; j += 1) if (j !== low) values[j] = ask(vertices[j]!);
    isStale = false;
    let high = low;
    for (let j = 0; j <= n; j += 1) {
      if (values[j]! < values[low]!) low = j;
      if (values[j]! > values[high]!) high = j;
    }
    if (values[high]! <= values[low]! + enough || asked > asksMax) break;
    centroid(vertices, high, centre);
    const worst = vertices[high]!;
    for (let i = 0; i < n; i += 1) tried[i] = 2 * centre[i]! - worst[i]!;
    const reflected = ask(tried);
    if (reflected < values[low]!) {
      for (let i = 0; i < n; i += 1) further[i] = 2 * tried[i]! - centre[i]!;
      const expanded = ask(further);
      worst.set(expanded < reflected ? further : tried);
      values[high] = Math.min(expanded, reflected);
      continue;
    }
    const isBetter = reflected < values[high]!;
    if (isBetter) {
      worst.set(tried);
      values[high] = reflected;
    }
    for (let i = 0; i < n; i += 1) tried[i] = (worst[i]! + centre[i]!) / 2;
    const contracted = ask(tried);
    if (contracted < values[high]!) {
      worst.set(tried);
      values[high] = contracted;
    } else if (!isBetter) {
      const size = shrink(vertices, low);
      isStale = true;
      if (size >= sizeBefore) break;
      sizeBefore = size;
    }
  }
  return { at: vertices[low]!, value: values[low]!, asked };
}

function firstSimplex(start: Float64Array, step: number | undefined): Float64Array[] {
  const edge = step ?? (start.reduce((most, x) => Math.max(most, 0.1 * Math.abs(x)), 0) || 0.1);
  const vertices = [start.slice()];
  for (let j = 0; j < start.length; j += 1) {
    const vertex = start.slice();
    vertex[j]! += edge;
    vertices.push(vertex);
  }
  return vertices;
}

function centroid(vertices: readonly Float64Array[], without: number, into: Float64Array): void {
  const n = into.length;
  for (let i = 0; i < n; i += 1) {
    let sum = -vertices[without]![i]!;
    for (let j = 0; j <= n; j += 1) sum += vertices[j]![i]!;
    into[i] = sum / n;
  }
}

/** Halves every edge towards the lowest vertex; answers the size that is left. */
function shrink(vertices: readonly Float64Array[], low: number): number {
  const floor = vertices[low]!;
  let size = 0;
  for (const vertex of vertices) {
    if (vertex === floor) continue;
    for (let i = 0; i < floor.length; i += 1) {
      vertex[i] = (vertex[i]! + floor[i]!) / 2;
      size += Math.abs(vertex[i]! - floor[i]!);
    }
  }
  return size;
}

/** The lowest point of a function of one number between two bounds: a coarse look, then golden section around the best of it. */
export function lowest(f: (x: number) => number, low: number, high: number, precision = 2e-3): number {
  const looks = 9;
  const width = (high - low) / (looks - 1);
  let [best, value] = [low, Number.POSITIVE_INFINITY];
  for (let i = 0; i < looks; i += 1) {
    const found = f(low + i * width);
    if (found < value) [best, value] = [low + i * width, found];
  }
  let [a, b] = [Math.max(low, best - width), Math.min(high, best + width)];
  const golden = (Math.sqrt(5) - 1) / 2;
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
  let [fc, fd] = [f(c), f(d)];
  while (b - a > precision) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - golden * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + golden * (b - a);
      fd = f(d);
    }
  }
  const middle = (a + b) / 2;
  return f(middle) < value ? middle : best;
}
