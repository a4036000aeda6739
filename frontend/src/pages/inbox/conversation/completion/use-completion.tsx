import type { QuickMessage } from '@ticketz/contract/quick-messages';
import type { Ticket } from '@ticketz/contract/tickets';
import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Choice, CompletionHandle } from './OptionList.tsx';
import { findTrigger, type Mark } from './trigger.ts';

const Completion = lazy(async () => ({ default: (await import('./Completion.tsx')).Completion }));

interface Field {
  ticket: Ticket;
  /** A note is written: `@` names colleagues. */
  noting: boolean;
  text: string;
  marks: readonly Mark[];
  inputRef: RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
  /** A quick message was chosen that brings files along. */
  onBring: (quick: QuickMessage) => void;
}

/** Completes the word before the caret. `popup` has to be put over the field. */
export function useCompletion({ ticket, noting, text, marks, inputRef, write, onBring }: Field) {
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const handle = useRef<CompletionHandle>(null);
  const wanted = useRef<[number, number] | null>(null);
  useLayoutEffect(() => {
    if (wanted.current) inputRef.current?.setSelectionRange(...wanted.current);
    wanted.current = null;
  });
  const found = findTrigger(text, caret, marks);
  if (!found && dismissed !== null) setDismissed(null);
  const trigger = found && found.start !== dismissed ? found : null;

  function put(insert: string, start: number, end: number): void {
    write(text.slice(0, start) + insert + text.slice(end));
    const at = start + insert.length;
    select(at, at);
  }
  /** As soon as the field has the text, before another key can come. */
  function select(from: number, to: number): void {
    wanted.current = [from, to];
    setCaret(to);
    inputRef.current?.focus();
  }
  function pick({ insert, brings }: Choice): void {
    if (trigger) put(insert, trigger.start, trigger.end);
    if (brings) onBring(brings);
  }
  const popup: ReactNode = trigger ? (
    <Suspense>
      <Completion
        key={trigger.mark + trigger.query}
        trigger={trigger}
        ticket={ticket}
        noting={noting}
        onPick={pick}
        onActive={setActiveId}
        ref={handle}
      />
    </Suspense>
  ) : null;
  return {
    popup,
    activeId: trigger ? activeId : null,
    select,
    /** Tells where the caret is. */
    follow: () => setCaret(inputRef.current?.selectionStart ?? 0),
    /** Puts a text where the caret is, in place of what is selected. */
    insert(piece: string): void {
      const { selectionStart = text.length, selectionEnd = text.length } = inputRef.current ?? {};
      put(piece, selectionStart, selectionEnd);
    },
    /** True when the key was meant for the list. */
    press(event: KeyboardEvent): boolean {
      if (!trigger || activeId === null) return false;
      if (event.key !== 'Escape') return handle.current?.press(event) ?? false;
      event.preventDefault();
      event.stopPropagation();
      setDismissed(trigger.start);
      return true;
    },
  };
}
