import { Icon } from './parts/Icon.tsx';
import { useWords } from './words/use-words.tsx';

export interface Progress {
  linked: boolean;
  wrote: boolean;
  answered: boolean;
}

/** What to do first, ticked off as it happens. */
export function Steps({ progress, onHide }: { progress: Progress; onHide(): void }) {
  const words = useWords();
  const { steps } = words;
  const list = [
    { title: steps.link, how: steps.linkHow, done: progress.linked },
    { title: steps.write, how: steps.writeHow, done: progress.wrote },
    { title: steps.answer, how: steps.answerHow, done: progress.answered },
  ];
  const current = list.findIndex((step) => !step.done);

  return (
    <aside className="steps" aria-label={steps.label}>
      <ol>
        {list.map((step, index) => (
          <li
            key={step.title}
            className={step.done ? 'step step-done' : 'step'}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className="step-mark" aria-hidden="true">
              {step.done ? <Icon name="check" size={16} /> : index + 1}
            </span>
            <div>
              <p className="step-title">
                {step.title}
                {step.done && <span className="visually-hidden"> ({steps.done})</span>}
              </p>
              <p className="step-how">{step.how}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {current === -1 && steps.allDone}
      </p>
      <button
        type="button"
        className="round-button"
        aria-label={steps.hide}
        title={steps.hide}
        onClick={onHide}
      >
        <Icon name="close" size={18} />
      </button>
    </aside>
  );
}
