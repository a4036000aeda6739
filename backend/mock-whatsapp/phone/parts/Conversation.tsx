import {
  Fragment,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { MessageView } from '../../control/view.ts';
import type { Attachment } from '../compose/AttachMenu.tsx';
import { ComposerContext, type Writing } from '../compose/ComposerContext.tsx';
import { useAttachments } from '../compose/use-attachments.ts';
import { edit, type Sender, sendText } from '../live/message-client.ts';
import { countUnread } from '../live/state.ts';
import { useOutbox } from '../live/use-outbox.ts';
import { useVisible } from '../live/use-visible.ts';
import { type ChatActions, ChatActionsContext } from '../messages/chat-actions.ts';
import { formatDay, isSameDay } from '../words/format.ts';
import { useSpeech } from '../words/use-words.tsx';
import { Bubble, OutgoingBubble } from './Bubble.tsx';
import { Composer } from './Composer.tsx';
import { Icon } from './Icon.tsx';
import { MessageBoundary } from './MessageBoundary.tsx';
import { useTask } from './use-task.ts';

const NEAR_THE_END_PX = 80;

interface ConversationProps {
  /** Tells this chat, on this side's screen, from the others. */
  chatKey: string;
  /** Whom one talks with. */
  name: string;
  messages: MessageView[];
  composerLabel: string;
  sender: Sender;
  onRead: () => Promise<unknown>;
  onTyping?: (state: 'composing' | 'paused') => Promise<unknown>;
  /** Said above the field, when there is something to know before writing. */
  notice?: string | null;
  /** What stands there before the first message. */
  renderEmpty?: (send: (text: string) => void) => ReactNode;
}

/** The messages with one other, and the field to write. What is seen here is read. */
export function Conversation(props: ConversationProps) {
  const { name, messages, renderEmpty, onRead, sender } = props;
  const { words } = useSpeech();
  const outbox = useOutbox(props.chatKey, messages);
  const [writing, setWriting] = useState<Writing | null>(null);
  const attached = useAttachments(sender);
  const task = useTask();
  const frame = useRef<HTMLDivElement>(null);
  const visible = useVisible(frame);
  const unread = countUnread(messages);
  const count = messages.length + outbox.messages.length;
  const { list, away, goToNewest } = useStickToNewest(count);

  const read = useEffectEvent(() => {
    // Not read is not lost: the next message on screen tries again.
    onRead().catch(() => undefined);
  });
  useEffect(() => {
    if (visible && unread > 0) read();
  }, [visible, unread]);

  const quoted = () => (writing?.as === 'reply' ? writing.message.id : undefined);
  const send = (text: string) => {
    if (writing?.as === 'edit') task.run(async () => void (await edit(sender, writing.message.id, text)));
    else {
      const quoting = quoted();
      outbox.send(text, () => sendText(sender, text, quoting));
    }
    setWriting(null);
  };
  const attach = (attachment: Attachment) => {
    const { label, deliver } = attached(attachment, quoted());
    outbox.send(label, deliver, true);
    setWriting(null);
  };
  const actions: ChatActions = {
    sender,
    reply: (message) => setWriting({ as: 'reply', message }),
    edit: (message) => setWriting({ as: 'edit', message }),
    run: (work) => task.run(async () => void (await work())),
  };
  const editing = writing?.as === 'edit' ? writing.message : null;

  return (
    <ChatActionsContext value={actions}>
      <div className="conversation" ref={frame}>
        <div className="messages-frame">
          <section
            className="messages"
            ref={list}
            aria-label={words.conversation.label(name)}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
          >
            {count === 0 && renderEmpty?.(send)}
            <ol>
              <MessageList messages={messages} name={name} />
              {outbox.messages.map((message) => (
                <OutgoingBubble
                  key={message.key}
                  message={message}
                  joined={messages.at(-1)?.mine ?? false}
                  onRetry={() => outbox.retry(message)}
                />
              ))}
            </ol>
          </section>
          {away && (
            <button
              type="button"
              className="round-button newest-button"
              aria-label={words.conversation.newest}
              onClick={goToNewest}
            >
              <Icon name="down" />
            </button>
          )}
        </div>
        {props.notice && <p className="chat-notice">{props.notice}</p>}
        {task.problem && (
          <p className="chat-notice problem" role="alert">
            {task.problem}
          </p>
        )}
        {writing && <ComposerContext writing={writing} onCancel={() => setWriting(null)} />}
        <Composer
          key={editing?.id ?? 'new'}
          chatKey={editing ? `${props.chatKey} ${editing.id}` : props.chatKey}
          label={props.composerLabel}
          initial={editing?.text ?? ''}
          focused={writing !== null}
          onSend={send}
          onAttach={attach}
          onCancel={writing ? () => setWriting(null) : undefined}
          onTyping={props.onTyping}
        />
      </div>
    </ChatActionsContext>
  );
}

function MessageList({ messages, name }: { messages: MessageView[]; name: string }) {
  const { words, language } = useSpeech();
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = !before || !isSameDay(before.at, message.at);
    return (
      <Fragment key={message.id}>
        {newDay && (
          <li className="day">
            <span>{formatDay(message.at, language, words)}</span>
          </li>
        )}
        <MessageBoundary notice={words.conversation.broken}>
          <Bubble
            message={message}
            author={message.mine ? words.conversation.you : (message.author ?? name)}
            joined={!newDay && before?.mine === message.mine && before.author === message.author}
          />
        </MessageBoundary>
      </Fragment>
    );
  });
}

/** Keeps the newest in sight, unless the reader has gone up to read older ones. */
function useStickToNewest(count: number) {
  const list = useRef<HTMLElement>(null);
  const [away, setAway] = useState(false);

  const goToNewest = () => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const note = () =>
      setAway(element.scrollHeight - element.scrollTop - element.clientHeight > NEAR_THE_END_PX);
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, []);

  const follow = useEffectEvent(() => {
    if (!away) goToNewest();
  });
  useLayoutEffect(() => {
    if (count > 0) follow();
  }, [count]);
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    // A chat that was hidden could not scroll; one that got smaller shows less of its end.
    const observer = new ResizeObserver(() => follow());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return { list, away, goToNewest };
}
