import { Icon } from './parts/Icon.tsx';
import { LANGUAGES, type Language, useSpeech } from './words/use-words.tsx';

interface HeaderProps {
  stepsShown: boolean;
  onShowSteps: () => void;
  onFaults: () => void;
}

export function Header({ stepsShown, onShowSteps, onFaults }: HeaderProps) {
  const { words, language, setLanguage } = useSpeech();
  return (
    <header className="page-header">
      <span className="mark" aria-hidden="true">
        <Icon name="phone" size={22} />
      </span>
      <div className="page-title">
        <h1>{words.title}</h1>
        <p>{words.subtitle}</p>
      </div>
      {!stepsShown && (
        <button
          type="button"
          className="round-button"
          aria-label={words.steps.show}
          title={words.steps.show}
          onClick={onShowSteps}
        >
          <Icon name="help" />
        </button>
      )}
      <select
        aria-label={words.language}
        value={language}
        onChange={(event) => setLanguage(event.target.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" className="button button-quiet faults-button" onClick={onFaults}>
        <Icon name="warning" />
        <span>{words.faults.open}</span>
      </button>
    </header>
  );
}
