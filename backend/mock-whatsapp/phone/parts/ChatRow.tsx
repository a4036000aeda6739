import type { MessageView } from '../../control/view.ts';
import { countUnread } from '../live/state.ts';
import { describeMessage, formatTime } from '../words/format.ts';
import { useSpeech } from '../words/use-words.tsx';
import { Avatar } from './Avatar.tsx';
import { moveFocusInList } from './move-focus.ts';
import { Ticks } from './Ticks.tsx';

interface ChatRowProps {
  name: string;
  number: string;
  messages: MessageView[];
  /** The other side shows that they write. */
  typing: boolean;
  selected: boolean;
  /** Shown on the avatar; undefined: no dot. */
  presence?: 'online' | 'offline';
  onOpen: () => void;
}

/** One line of a chat list, of fixed height. */
export function ChatRow({ name, number, messages, typing, selected, presence, onOpen }: ChatRowProps) {
  const { words, language } = useSpeech();
  const last = messages.at(-1);
  const unread = countUnread(messages);
  return (
    <li>
      <button
        type="button"
        className="chat-row"
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
        onKeyDown={moveFocusInList}
      >
        <span className="avatar-holder">
          <Avatar name={name} number={number} />
          {presence && (
            <span className={`presence presence-${presence}`}>
              <span className="visually-hidden">
                {presence === 'online' ? words.people.online : words.people.offline}
              </span>
            </span>
          )}
        </span>
        <span className="chat-row-name">{name}</span>
        <span className="chat-row-time">{last && formatTime(last.at, language)}</span>
        <span className="chat-row-snippet">
          {typing ? (
            <em>{words.conversation.typingShort}</em>
          ) : (
            <>
              {last?.mine && <Ticks state={last.status} />}
              <span dir="auto">{last ? describeMessage(last, words) : words.people.nothingYet}</span>
            </>
          )}
        </span>
        {unread > 0 && (
          <span className="badge">
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span className="visually-hidden">{words.people.unread(unread)}</span>
          </span>
        )}
      </button>
    </li>
  );
}
