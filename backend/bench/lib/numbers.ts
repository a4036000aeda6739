/** The value below which `share` (0 to 1) of the values lie, by nearest rank. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('A percentile of nothing');
  return value;
}

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** Rounded to as many significant digits as a benchmark deserves. */
export function round(value: number, digits = 3): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const whole = Math.ceil(Math.log10(Math.abs(value)));
  return Number(value.toFixed(Math.max(0, digits - whole)));
}

/** Milliseconds since 1970 with fractions, comparable between processes of one machine. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
