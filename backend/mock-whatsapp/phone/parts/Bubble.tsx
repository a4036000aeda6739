import type { ReactNode } from 'react';
import type { MessageView } from '../../control/view.ts';
import type { OutgoingMessage } from '../live/use-outbox.ts';
import { Cards } from '../messages/Cards.tsx';
import { MediaPart } from '../messages/MediaPart.tsx';
import { MessageActions } from '../messages/MessageActions.tsx';
import { PollPart } from '../messages/PollPart.tsx';
import { describeKind, describeMessage, formatTime } from '../words/format.ts';
import { useSpeech } from '../words/use-words.tsx';
import { Icon } from './Icon.tsx';
import { Ticks } from './Ticks.tsx';

interface FrameProps {
  mine: boolean;
  author: string;
  joined: boolean;
  /** The author is shown: there are several. */
  named?: boolean;
  /** Without the bubble around it: a sticker. */
  bare?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}

/** `joined`: the one before is by the same author, so the corner that points at them is left out. */
function Frame({ mine, author, joined, named, bare, actions, children }: FrameProps) {
  return (
    <li className={`row ${mine ? 'row-mine' : 'row-theirs'}${joined ? ' row-joined' : ''}`}>
      <div className={bare ? 'bubble bubble-bare' : 'bubble'}>
        <span className={named && !joined ? 'bubble-author' : 'visually-hidden'}>
          {author}
          <span className="visually-hidden">: </span>
        </span>
        {children}
      </div>
      {actions}
    </li>
  );
}

interface BubbleProps {
  message: MessageView;
  author: string;
  joined: boolean;
}

export function Bubble({ message, author, joined }: BubbleProps) {
  const { words, language } = useSpeech();
  const actions = !message.deleted && <MessageActions message={message} />;
  return (
    <Frame
      mine={message.mine}
      author={author}
      joined={joined}
      named={message.author !== undefined}
      bare={message.media?.kind === 'sticker'}
      actions={actions}
    >
      <Marks message={message} />
      {message.quoted && (
        <blockquote dir="auto">{message.quoted.text ?? describeKind(message.quoted.kind, words)}</blockquote>
      )}
      <Body message={message} />
      <span className="bubble-foot">
        {message.edited && `${words.conversation.edited} `}
        <time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at, language)}</time>
        {message.mine && <Ticks state={message.status} />}
      </span>
      {message.reaction && <span className="reaction">{message.reaction}</span>}
    </Frame>
  );
}

function Marks({ message }: { message: MessageView }) {
  const { words } = useSpeech();
  return (
    <>
      {message.forwarded && (
        <span className="mark-line">
          <Icon name="forward" size={14} /> {words.conversation.forwarded}
        </span>
      )}
      {message.viewOnce && (
        <span className="mark-line">
          <Icon name="once" size={14} /> {words.conversation.viewOnce}
        </span>
      )}
    </>
  );
}

/** A poll's question and an event's name stand in their cards; a file without words needs none. */
function Body({ message }: { message: MessageView }) {
  const { words } = useSpeech();
  const { media, poll, place, event, contacts } = message;
  const hasCard = place !== null || event !== null || contacts.length > 0;
  const showsText = !poll && !event && (message.text !== null || !(media || hasCard));
  const isText = message.text !== null && !message.deleted;
  return (
    <>
      {media && <MediaPart message={message} media={media} />}
      {poll && <PollPart message={message} poll={poll} />}
      <Cards message={message} />
      {showsText && (
        <span className={isText ? 'bubble-text' : 'bubble-text bubble-placeholder'} dir="auto">
          {describeMessage(message, words)}
        </span>
      )}
    </>
  );
}

interface OutgoingBubbleProps {
  message: OutgoingMessage;
  joined: boolean;
  onRetry: () => void;
}

export function OutgoingBubble({ message, joined, onRetry }: OutgoingBubbleProps) {
  const { words, language } = useSpeech();
  return (
    <Frame mine author={words.conversation.you} joined={joined}>
      <span className={message.attached ? 'bubble-text bubble-placeholder' : 'bubble-text'} dir="auto">
        {message.text}
      </span>
      <span className="bubble-foot">
        <time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at, language)}</time>
        <Ticks state={message.state} />
      </span>
      {message.state === 'failed' && (
        <span className="bubble-failed" role="alert">
          {words.conversation.failed}{' '}
          <button type="button" className="text-button" onClick={onRetry}>
            {words.retry}
          </button>
        </span>
      )}
    </Frame>
  );
}
