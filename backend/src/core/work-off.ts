/**
 * Works off what is due, one after the other: one that fails doesn't hold up those behind it, who may be other companies'.
 * Ends early when `signal` is aborted. Throws at the end an `AggregateError` of all that failed, so that the job is logged as
 * failed and looks again.
 */
export async function workOff<Item>(
  due: readonly Item[],
  signal: AbortSignal,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of due) {
    if (signal.aborted) break;
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} failed`);
}
