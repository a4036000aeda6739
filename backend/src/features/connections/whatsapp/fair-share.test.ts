import { describe, expect, it } from 'vitest';
import { FairShare } from './fair-share.ts';

function seen(
  standing: { processes: number; total: number; mine: number; free: number },
  now = 0,
): FairShare {
  const share = new FairShare();
  share.see(standing, now);
  return share;
}

describe('what it may take', () => {
  it('is all when it is alone', () => {
    expect(seen({ processes: 1, total: 9, mine: 2, free: 7 }).claimable(0)).toBe(7);
  });

  it('is what is missing of its share when it is not', () => {
    expect(seen({ processes: 2, total: 9, mine: 2, free: 7 }).claimable(0)).toBe(3);
  });

  it('is nothing above its share, until nobody else has taken it for a while', () => {
    const standing = { processes: 2, total: 9, mine: 5, free: 4 };
    const share = seen(standing);
    expect(share.claimable(900)).toBe(0);
    share.see({ ...standing, free: 3 }, 900);
    expect(share.claimable(1_500)).toBe(0);
    share.see({ ...standing, free: 3 }, 2_000);
    expect(share.claimable(2_000)).toBe(3);
  });
});

describe('what it gives up', () => {
  it('begins clearly above its share', () => {
    expect(seen({ processes: 2, total: 6, mine: 4, free: 0 }).hasTooMany(0)).toBe(false);
    expect(seen({ processes: 2, total: 6, mine: 5, free: 0 }).hasTooMany(0)).toBe(true);
    expect(seen({ processes: 1, total: 6, mine: 6, free: 0 }).hasTooMany(0)).toBe(false);
  });

  it('waits until somebody has taken the last one', () => {
    expect(seen({ processes: 2, total: 9, mine: 8, free: 1 }).hasTooMany(0)).toBe(false);
  });

  it('ends for a while when it came back, because nobody else could have it', () => {
    const share = seen({ processes: 2, total: 9, mine: 9, free: 0 });
    share.gaveUp('a');
    share.took('b', 1_000);
    expect(share.hasTooMany(1_000)).toBe(true);
    share.took('a', 1_000);
    expect(share.hasTooMany(60_000)).toBe(false);
    expect(share.hasTooMany(61_000)).toBe(true);
  });
});
