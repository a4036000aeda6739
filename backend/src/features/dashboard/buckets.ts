/** In seconds: what lasts less than the first is in the first bucket, what lasts longer than all in one more. */
const limits = [
  15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 259_200, 604_800,
];

export const bucketCount = limits.length + 1;

/** Where a time is counted. */
export function bucketOf(seconds: number): number {
  const place = limits.findIndex((limit) => seconds < limit);
  return place === -1 ? limits.length : place;
}

/**
 * About the time that half of them lasted less than: within the bucket that holds it they are taken to be spread evenly. Null
 * where there are none.
 */
export function medianOf(buckets: number[]): number | null {
  const half = buckets.reduce((sum, count) => sum + count, 0) / 2;
  if (half === 0) return null;
  let before = 0;
  for (const [index, count] of buckets.entries()) {
    if (before + count >= half) {
      const from = limits[index - 1] ?? 0;
      const to = limits[index] ?? from * 2;
      return Math.round(from + ((half - before) / count) * (to - from));
    }
    before += count;
  }
  return null;
}
