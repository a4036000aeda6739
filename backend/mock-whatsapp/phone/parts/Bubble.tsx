import type { ReactNode } from 'react';
import type { MessageView } from '../../control/view.ts';
import type { OutgoingMessage } from '../live/use-outbox.ts';
import { describeMessage, formatTime } from '../words/format.ts';
import { useSpeech } from '../words/use-words.tsx';
import { Ticks } from './Ticks.tsx';

interface FrameProps {
  mine: boolean;
  author: string;
  joined: boolean;
  children: ReactNode;
}

/** `joined`: the one before is by the same author, so the corner that points at them is left out. */
function Frame({ mine, author, joined, children }: FrameProps) {
  return (
    <li className={`row ${mine ? 'row-mine' : 'row-theirs'}${joined ? ' row-joined' : ''}`}>
      <div className="bubble">
        <span className="visually-hidden">{author}: </span>
        {children}
      </div>
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
  const isText = message.text !== null && !message.deleted;
  return (
    <Frame mine={message.mine} author={author} joined={joined}>
      {message.quoted && <blockquote dir="auto">{message.quoted}</blockquote>}
      <span className={isText ? 'bubble-text' : 'bubble-text bubble-placeholder'} dir="auto">
        {describeMessage(message, words)}
      </span>
      <span className="bubble-foot">
        {message.edited && `${words.conversation.edited} `}
        <time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at, language)}</time>
        {message.mine && <Ticks state={message.status} />}
      </span>
      {message.reaction && <span className="reaction">{message.reaction}</span>}
    </Frame>
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
      <span className="bubble-text" dir="auto">
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
