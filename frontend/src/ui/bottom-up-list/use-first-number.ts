import { useState } from 'react';

/** Far enough from zero for any conversation to grow upwards. */
const origin = 10_000_000;

/**
 * The number of the first row, counted so that a row keeps its number while older ones are put above it.
 */
export function useFirstNumber(rows: readonly { key: string }[]): number {
  const first = rows[0]?.key;
  const [anchor, setAnchor] = useState({ key: first, index: origin });
  const position = rows.findIndex((row) => row.key === anchor.key);
  if (position >= 0) return anchor.index - position;
  // The row that was counted from is gone, or there was none: count from the first one on.
  if (first !== anchor.key) setAnchor({ key: first, index: anchor.index });
  return anchor.index;
}
