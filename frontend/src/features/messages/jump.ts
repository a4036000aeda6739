import { type RefObject, useEffect } from 'react';
import { createStore, useStore } from '../../lib/store.ts';
import type { BottomUpListHandle } from '../../ui/bottom-up-list/BottomUpList.tsx';
import type { Aim } from './message-queries.ts';
import type { TimelineRow } from './timeline.ts';

interface Jump {
  ticketId: string;
  aim: Aim;
}

const jumpStore = createStore<Jump | null>(null);
/** The key of the row that was jumped to, for a moment. */
const markedStore = createStore<string | null>(null);
const markedForMs = 2_500;

/** Shows a message of the conversation, wherever it is, and marks it for a moment. */
export function jumpTo(ticketId: string, messageId: string): void {
  jumpStore.set({ ticketId, aim: { around: messageId } });
}

/** Shows the conversation from a time on. */
export function jumpToTime(ticketId: string, at: string): void {
  jumpStore.set({ ticketId, aim: { at } });
}

/** What this conversation is to show next, if anybody has asked. */
export function wantedIn(ticketId: string): Aim | null {
  const wanted = jumpStore.get();
  return wanted?.ticketId === ticketId ? wanted.aim : null;
}

export function forgetJump(): void {
  jumpStore.set(null);
}

interface JumpOptions {
  ticketId: string;
  rows: readonly TimelineRow[];
  /** What is loaded is what was aimed at. */
  aim: Aim | null;
  /** Called when what is wanted isn't loaded. */
  onMissing: (aim: Aim) => void;
  list: RefObject<BottomUpListHandle | null>;
}

/** The row that an aim means, of those that are loaded. */
function rowOf(aim: Aim, rows: readonly TimelineRow[]): TimelineRow | undefined {
  if ('around' in aim) return rows.find((row) => row.type === 'message' && row.message.id === aim.around);
  return rows.find((row) => row.at >= aim.at) ?? rows.at(-1);
}

/** Goes where a jump wants, or says that it isn't loaded. Answers the key of the row to mark. */
export function useJumps({ ticketId, rows, aim, onMissing, list }: JumpOptions): string | null {
  const wanted = useStore(jumpStore);
  const jump = wanted?.ticketId === ticketId ? wanted.aim : null;
  const marked = useStore(markedStore);

  useEffect(() => {
    if (!jump) return;
    // Between what is loaded and a time further up there may be a gap: only its own window tells where it begins.
    const row = 'around' in jump || jump === aim ? rowOf(jump, rows) : undefined;
    if (!row) return onMissing(jump);
    jumpStore.set(null);
    if ('around' in jump) markedStore.set(row.key);
    list.current?.toRow(row.key);
  }, [jump, rows, aim, onMissing, list]);

  useEffect(() => {
    if (marked === null) return undefined;
    const timer = setTimeout(() => markedStore.set(null), markedForMs);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}
