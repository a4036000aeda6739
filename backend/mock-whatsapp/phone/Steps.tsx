import { Icon } from './parts/Icon.tsx';
import { useWords } from './words/use-words.tsx';

export interface Progress {
  linked: boolean;
  wrote: boolean;
  answered: boolean;
}

/** What to do first, ticked off as it happens. */
export function Steps({ progress, onHide }: { progress: Progress; onHide: () => void }) {
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
      {current === -1 ? (
        <div className="step step-done">
          <StepMark done number={3} />
          <output className="step-title">{steps.allDone}</output>
        </div>
      ) : (
        <ol>
          {list.map((step, index) => (
            <li
              key={step.title}
              className={step.done ? 'step step-done' : 'step'}
              aria-current={index === current ? 'step' : undefined}
            >
              <StepMark done={step.done} number={index + 1} />
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
      )}
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

const StepMark = ({ done, number }: { done: boolean; number: number }) => (
  <span className="step-mark" aria-hidden="true">
    {done ? <Icon name="check" size={16} /> : number}
  </span>
);
