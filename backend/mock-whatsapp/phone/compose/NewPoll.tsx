import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from '../words/use-words.tsx';

const MAX_OPTIONS = 12;

export interface PollDraft {
  question: string;
  options: string[];
  several: boolean;
}

interface NewPollProps {
  onClose: () => void;
  onSend: (poll: PollDraft) => void;
}

/** A question with options; a field for one more is there as long as it may be. */
export function NewPoll({ onClose, onSend }: NewPollProps) {
  const words = useWords();
  const [question, setQuestion] = useState('');
  const [fields, setFields] = useState(['', '']);
  const [several, setSeveral] = useState(false);
  const options = [...new Set(fields.map((field) => field.trim()).filter(Boolean))];
  const ready = question.trim() !== '' && options.length >= 2;

  const change = (index: number, text: string) => {
    const next = fields.map((field, at) => (at === index ? text : field));
    const full = next.every((field) => field.trim() !== '');
    setFields(full && next.length < MAX_OPTIONS ? [...next, ''] : next);
  };
  return (
    <Dialog title={words.poll.heading} shape="card" onClose={onClose}>
      <form
        className="add-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSend({ question: question.trim(), options, several });
        }}
      >
        <label>
          {words.poll.question}
          <input
            value={question}
            maxLength={255}
            required
            onChange={({ target }) => setQuestion(target.value)}
          />
        </label>
        <fieldset>
          <legend>{words.poll.options}</legend>
          {fields.map((field, index) => (
            <input
              // oxlint-disable-next-line react/no-array-index-key -- fields have no other name than their place
              key={index}
              value={field}
              maxLength={100}
              aria-label={words.poll.option(index + 1)}
              placeholder={words.poll.option(index + 1)}
              onChange={({ target }) => change(index, target.value)}
            />
          ))}
        </fieldset>
        <label className="choice">
          <input type="checkbox" checked={several} onChange={({ target }) => setSeveral(target.checked)} />
          {words.poll.several}
        </label>
        <div className="dialog-buttons">
          <button type="button" className="button button-quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="button" disabled={!ready}>
            {words.conversation.send}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
