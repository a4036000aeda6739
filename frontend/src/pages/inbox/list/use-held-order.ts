import type { Ticket } from '@ticketz/contract/tickets';
import { useCallback, useState } from 'react';
import { arrangeRows, type HeldOrder } from './arrange-rows.ts';

/** Reasons to keep the rows where they are. */
type Hold = 'pointer' | 'focus' | 'scrolled';

/** The rows of the list, held in place while somebody points at them, has the focus there, or has scrolled down. */
export function useHeldOrder(live: readonly Ticket[]) {
  const [holds, setHolds] = useState<ReadonlySet<Hold>>(new Set());
  const [held, setHeld] = useState<HeldOrder | null>(null);
  // Taken while rendering, so that no frame shows the rows moved.
  if (holds.size > 0 && !held && live.length > 0) setHeld({ rows: live });
  if (holds.size === 0 && held) setHeld(null);

  const hold = useCallback((reason: Hold, on: boolean) => {
    setHolds((before) => {
      if (before.has(reason) === on) return before;
      const next = new Set(before);
      if (on) next.add(reason);
      else next.delete(reason);
      return next;
    });
  }, []);
  /** Shows the order as it is now, and holds that one. */
  const catchUp = useCallback(() => setHeld({ rows: live }), [live]);

  return { ...arrangeRows(live, held), hold, catchUp };
}
