import type { MessageView } from '../../control/view.ts';
import { Icon } from '../parts/Icon.tsx';
import { describeMessage } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';

/** What is being written: an answer to a message, or a change of one's own. */
export interface Writing {
  as: 'reply' | 'edit';
  message: MessageView;
}

/** Says above the field what one is doing, with a way out. */
export function ComposerContext({ writing, onCancel }: { writing: Writing; onCancel: () => void }) {
  const words = useWords();
  return (
    <div className="composer-context">
      <Icon name={writing.as} size={18} />
      <p>
        <b>{writing.as === 'reply' ? words.actions.replying : words.actions.editing}</b>
        <span>{describeMessage(writing.message, words)}</span>
      </p>
      <button type="button" className="round-button" aria-label={words.cancel} onClick={onCancel}>
        <Icon name="close" size={18} />
      </button>
    </div>
  );
}
