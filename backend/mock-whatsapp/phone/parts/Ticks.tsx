import { useWords } from '../words/use-words.tsx';

export type TickState = 'pending' | 'sent' | 'delivered' | 'read' | 'failed';

const SHAPES: Record<TickState, string> = {
  pending: 'M9 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM9 5v3.2l2 1.2',
  sent: 'M4.5 8.5l3 3 6-7',
  delivered: 'M1.5 8.5l3 3 6-7M8.3 10.7l.8.8 6-7',
  read: 'M1.5 8.5l3 3 6-7M8.3 10.7l.8.8 6-7',
  failed: 'M9 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM9 5v3.5M9 10.8v.2',
};

/** A clock, one tick, two ticks, two blue ticks; in words for screen readers. */
export function Ticks({ state }: { state: TickState }) {
  const words = useWords();
  return (
    <span className={`ticks ticks-${state}`}>
      <svg width="18" height="16" viewBox="0 0 18 16" fill="none" stroke="currentColor" aria-hidden="true">
        <path d={SHAPES[state]} strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className="visually-hidden">{words.ticks[state]}</span>
    </span>
  );
}
