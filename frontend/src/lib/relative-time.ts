import { createStore, useStore } from './store.ts';

const tickMs = 20_000;
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `5 minutes ago`, `yesterday`, and a date for what is longer ago than a month. Null for less than a minute. */
export function relativeTime(at: Date, language: string, now: number): string | null {
  const seconds = Math.round((now - at.getTime()) / 1_000);
  if (seconds >= 30 * 86_400) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
  for (const [unit, length] of units) {
    if (seconds < length) continue;
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
      -Math.floor(seconds / length),
      unit,
    );
  }
  return null;
}

const clock = createStore(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;
let watchers = 0;

/** One clock for all relative times on the screen; it stands still while nobody looks at one. */
const sharedClock = {
  get: clock.get,
  set: clock.set,
  subscribe(listener: () => void) {
    watchers += 1;
    if (watchers === 1) {
      clock.set(Date.now());
      timer = setInterval(() => clock.set(Date.now()), tickMs);
    }
    const unsubscribe = clock.subscribe(listener);
    return () => {
      unsubscribe();
      watchers -= 1;
      if (watchers === 0) clearInterval(timer);
    };
  },
};

/** The time in ms, anew every 20 seconds. */
export function useNow(): number {
  return useStore(sharedClock);
}
