import { useEffect } from 'react';
import { startDraftSync } from './draft-sync.ts';
import { closeDrafts, openDrafts } from './drafts.ts';

/** Keeps this person's drafts, on every page, as long as they are logged in. */
export function useDrafts(userId: string): void {
  useEffect(() => {
    openDrafts(userId);
    const stop = startDraftSync();
    return () => {
      stop();
      closeDrafts();
    };
  }, [userId]);
}
