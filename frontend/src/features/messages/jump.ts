import type { Message } from '@ticketz/contract/messages';
import i18next from 'i18next';
import { type RefObject, useEffect, useRef } from 'react';
import { createStore, useStore } from '../../lib/store.ts';
import type { BottomUpListHandle } from '../../ui/bottom-up-list/BottomUpList.tsx';
import { showToast } from '../../ui/toast.ts';
import type { TimelineRow } from './timeline.ts';

interface Jump {
  ticketId: string;
  messageId: string;
}

const jumpStore = createStore<Jump | null>(null);
/** The key of the row that was jumped to, for a moment. */
const markedStore = createStore<string | null>(null);
/** So many pages are loaded on the way to a message further up. */
const mostPages = 40;
const markedForMs = 2_500;

/** Shows a message of the conversation, wherever it is, and marks it for a moment. */
export function jumpTo(ticketId: string, messageId: Message['id']): void {
  jumpStore.set({ ticketId, messageId });
}

interface JumpOptions {
  ticketId: string;
  rows: readonly TimelineRow[];
  hasOlder: boolean;
  loadOlder: () => void;
  list: RefObject<BottomUpListHandle | null>;
}

/** Goes where `jumpTo` wants, loading what is older as far as needed. Answers the key of the row to mark. */
export function useJumps({ ticketId, rows, hasOlder, loadOlder, list }: JumpOptions): string | null {
  const wanted = useStore(jumpStore);
  const jump = wanted?.ticketId === ticketId ? wanted : null;
  const marked = useStore(markedStore);
  const loaded = useRef({ jump, pages: 0 });

  useEffect(() => {
    if (!jump) return;
    if (loaded.current.jump !== jump) loaded.current = { jump, pages: 0 };
    const row = rows.find((other) => other.type === 'message' && other.message.id === jump.messageId);
    if (row) {
      jumpStore.set(null);
      markedStore.set(row.key);
      list.current?.toRow(row.key);
    } else if (hasOlder && loaded.current.pages < mostPages) {
      loaded.current.pages += 1;
      loadOlder();
    } else {
      jumpStore.set(null);
      showToast({ text: i18next.t('messages:tooFarBack') });
    }
  }, [jump, rows, hasOlder, loadOlder, list]);

  useEffect(() => {
    if (marked === null) return undefined;
    const timer = setTimeout(() => markedStore.set(null), markedForMs);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}
