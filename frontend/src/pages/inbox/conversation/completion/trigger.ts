/** What completes a word: `@` colleagues, `/` quick messages, `:` emoji. */
export type Mark = '@' | '/' | ':';

/** A word that is being written and can be completed: where it is, and what comes after its mark. */
export interface Trigger {
  mark: Mark;
  query: string;
  start: number;
  end: number;
}

const word = /(?:^|[\s([{])([@/:])([^\s@/:]{0,40})$/u;
/** `:)` and the colon of a time aren't the beginning of an emoji's name. */
const emojiName = /^\p{L}[\p{L}\p{N}_-]+$/u;

/** The word before the caret that one of the marks begins, if there is one. */
export function findTrigger(text: string, caret: number, marks: readonly Mark[]): Trigger | null {
  const [, sign, query = ''] = word.exec(text.slice(Math.max(0, caret - 60), caret)) ?? [];
  const mark = marks.find((one) => one === sign);
  if (!mark || (mark === ':' && !emojiName.test(query))) return null;
  return { mark, query, start: caret - query.length - 1, end: caret };
}
