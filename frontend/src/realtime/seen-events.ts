/** How far back the server is asked again after a cut: two commits may reach us in the other order. */
const overlap = 50;
const remembered = 1_000;

/** Which events this tab has handled: each is handled once, though the server may send it twice. */
export function createSeenEvents() {
  const seen = new Set<number>();
  let highest: number | undefined;

  return {
    /** True the first time a sequence number is met. */
    isNew(seq: number): boolean {
      if (seen.has(seq)) return false;
      seen.add(seq);
      if (seen.size > remembered) seen.delete(seen.values().next().value as number);
      highest = Math.max(highest ?? 0, seq);
      return true;
    },
    /** Everything up to here is known, because it has been refetched. */
    startFrom(seq: number): void {
      highest = Math.max(highest ?? 0, seq);
    },
    resumeAfter(): number | undefined {
      return highest === undefined ? undefined : Math.max(0, highest - overlap);
    },
  };
}
