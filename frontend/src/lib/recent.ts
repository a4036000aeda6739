/**
 * What events have brought lately. An answer that was already on its way when an event came doesn't know of it;
 * whoever receives the answer adds what came since it was asked.
 */
export function createRecent<T>(max = 300) {
  const entries: { at: number; item: T }[] = [];
  return {
    add(item: T): void {
      entries.push({ at: Date.now(), item });
      if (entries.length > max) entries.shift();
    },
    since: (at: number): T[] => entries.filter((entry) => entry.at >= at).map((entry) => entry.item),
  };
}
