import type { MessageView, PollView } from '../../control/view.ts';
import { vote } from '../live/message-client.ts';
import { useWords } from '../words/use-words.tsx';
import { useChatActions } from './chat-actions.ts';

/** A poll with its votes; a tap votes, another one takes it back. */
export function PollPart({ message, poll }: { message: MessageView; poll: PollView }) {
  const words = useWords();
  const { sender, run } = useChatActions();
  const most = Math.max(1, ...poll.options.map(({ votes }) => votes));

  const choose = (text: string) => {
    const mine = poll.options.filter((option) => option.mine).map((option) => option.text);
    const without = mine.filter((one) => one !== text);
    const kept = poll.several ? without : [];
    run(() => vote(sender, message.id, mine.includes(text) ? without : [...kept, text]));
  };
  return (
    <fieldset className="poll">
      <legend>{poll.question}</legend>
      <small>{poll.several ? words.poll.chooseSeveral : words.poll.chooseOne}</small>
      {poll.options.map((option) => (
        <button
          key={option.text}
          type="button"
          className="poll-option"
          aria-pressed={option.mine}
          aria-label={`${option.text} ${words.poll.votes(option.votes)}`}
          onClick={() => choose(option.text)}
        >
          <span className="poll-line">
            <span>{option.text} </span>
            <small>{words.poll.votes(option.votes)}</small>
          </span>
          <progress className="poll-bar" value={option.votes} max={most} aria-hidden="true" />
        </button>
      ))}
    </fieldset>
  );
}
