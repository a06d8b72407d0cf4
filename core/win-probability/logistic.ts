/** A row of the design: places of what is not zero, with their values. The intercept stands apart. */
export type Sparse = { readonly at: Int32Array; readonly value: Float64Array };
export type Model = { readonly intercept: number; readonly weights: Float64Array };

const STEPS = 30;
const NEAR = 1e-8;

export const logOddsOf = ({ intercept, weights }: Model, { at, value }: Sparse): number => {
  let sum = intercept;
  for (let i = 0; i < at.length; i++) sum += weights[at[i]!]! * value[i]!;
  return sum;
};

/** Kept away from 0 and 1 by what a double can still tell apart: no probability is certain. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logOdds))));

/**
 * Logistic regression with a ridge on all weights but the intercept, by Newton steps (le Cessie & van Houwelingen 1992). The ridge makes every
 * system solvable and keeps the weights of a table that separates its classes finite. `width`: how many columns the design has.
 */
export function fitLogistic(rows: readonly Sparse[], won: ArrayLike<number>, width: number, ridge: number): Model {
  const size = width + 1; // the intercept last
  let model: Model = { intercept: startOf(won), weights: new Float64Array(width) };
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = slopeAt(model, rows, won, size, ridge);
    const move = solved(hessian, gradient, size);
    const most = move.reduce((max, one) => Math.max(max, Math.abs(one)), 0);
    const part = most > 4 ? 4 / most : 1; // a step too far comes back slower than one that is held
    model = { intercept: model.intercept + part * move[width]!, weights: model.weights.map((weight, i) => weight + part * move[i]!) };
    if (most < NEAR) break;
  }
  return model;
}

function startOf(won: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < won.length; i++) sum += won[i]!;
  return Math.log((sum + 0.5) / (won.length - sum + 0.5));
}

function slopeAt(model: Model, rows: readonly Sparse[], won: ArrayLike<number>, size: number, ridge: number) {
  const width = size - 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  rows.forEach((row, r) => {
    const p = probabilityOf(logOddsOf(model, row));
    const [error, weight] = [won[r]! - p, p * (1 - p)];
    const { at, value } = row;
    gradient[width]! += error;
    hessian[width * size + width]! += weight;
    for (let i = 0; i < at.length; i++) {
      const [a, x] = [at[i]!, value[i]!];
      gradient[a]! += error * x;
      hessian[width * size + a]! += weight * x;
      for (let j = 0; j <= i; j++) hessian[a * size + at[j]!]! += weight * x * value[j]!;
    }
  });
  for (let i = 0; i < width; i++) {
    gradient[i]! -= ridge * model.weights[i]!;
    hessian[i * size + i]! += ridge;
  }
  return { gradient, hessian };
}

/** Solves the symmetric system whose lower triangle is given, by Cholesky; the triangle is used up. Places stand in rising order in each row. */
function solved(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) {
      const factor = lower[j * size + k]!;
      if (factor === 0) continue;
      for (let i = j; i < size; i++) lower[i * size + j]! -= lower[i * size + k]! * factor;
    }
    const pivot = Math.sqrt(Math.max(lower[j * size + j]!, 1e-12));
    for (let i = j; i < size; i++) lower[i * size + j]! /= pivot;
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}
