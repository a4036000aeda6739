import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { AttachMenu, type Attachment } from '../compose/AttachMenu.tsx';
import { useWords } from '../words/use-words.tsx';
import { Icon } from './Icon.tsx';

const TYPING_REPEAT_MS = 3000;
const TYPING_ENDS_MS = 4000;
const MAX_LENGTH = 4096;

interface ComposerProps {
  chatKey: string;
  label: string;
  /** What stands in the field at first: the text one changes. */
  initial: string;
  /** One has just chosen to answer or to change something: the cursor goes here. */
  focused: boolean;
  onSend: (text: string) => void;
  onAttach: (attachment: Attachment) => void;
  /** Esc leaves answering or changing. */
  onCancel?: () => void;
  onTyping?: (state: 'composing' | 'paused') => Promise<unknown>;
}

/** Enter sends, Shift+Enter breaks the line. */
export function Composer(props: ComposerProps) {
  const { chatKey, label, initial, focused, onSend, onAttach, onCancel, onTyping } = props;
  const words = useWords();
  const [text, setText] = useDraft(chatKey, initial);
  const noteTyping = useTypingNotice(onTyping);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);

  const send = () => {
    if (text.trim() === '') return;
    onSend(text.trim());
    setText('');
    noteTyping(false);
    field.current?.focus();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel?.();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className="composer">
      <AttachMenu onAttach={onAttach} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          ref={field}
          rows={1}
          maxLength={MAX_LENGTH}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            noteTyping(event.target.value !== '');
          }}
          onKeyDown={sendOnEnter}
        />
        <button
          type="submit"
          className="round-button send-button"
          aria-label={words.conversation.send}
          disabled={text.trim() === ''}
        >
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}

/** Says "composing" while keys are pressed, again every few seconds, and "paused" when they stop. */
function useTypingNotice(notify: ComposerProps['onTyping']) {
  const lastSaid = useRef(0);
  const end = useRef<ReturnType<typeof setTimeout>>(undefined);
  // That one writes is a courtesy: when it can't be told, nothing is lost.
  const say = (state: 'composing' | 'paused') => notify?.(state).catch(() => undefined);
  const stop = () => {
    clearTimeout(end.current);
    if (lastSaid.current > 0) void say('paused');
    lastSaid.current = 0;
  };
  const leave = useEffectEvent(stop);
  useEffect(() => () => leave(), []);

  return (typing: boolean) => {
    if (!typing) return stop();
    clearTimeout(end.current);
    end.current = setTimeout(stop, TYPING_ENDS_MS);
    if (Date.now() - lastSaid.current < TYPING_REPEAT_MS) return;
    lastSaid.current = Date.now();
    void say('composing');
  };
}

/** What is written but not sent stays when one looks at another chat. */
function useDraft(chatKey: string, initial: string) {
  const stored = `demo-phone.draft.${chatKey}`;
  const [text, setText] = useState(() => sessionStorage.getItem(stored) ?? initial);
  const keep = (next: string) => {
    setText(next);
    if (next === '') sessionStorage.removeItem(stored);
    else sessionStorage.setItem(stored, next);
  };
  return [text, keep] as const;
}
