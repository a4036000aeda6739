import { expect, it } from 'vitest';
import { findTrigger } from './trigger.ts';

it.each([
  ['/', '/', ''],
  ['/bo', '/', 'bo'],
  ['Olá /bo', '/', 'bo'],
  ['Olá\n/bo', '/', 'bo'],
  ['@An', '@', 'An'],
  ['(@José', '@', 'José'],
  [':cora', ':', 'cora'],
  ['https://x', null, null],
  ['and/or', null, null],
  ['12/10', null, null],
  ['ana@x', null, null],
  [':)', null, null],
  [':D', null, null],
  ['12:30', null, null],
  ['/bo ', null, null],
  ['', null, null],
])('%j', (text, mark, query) => {
  const found = findTrigger(text, text.length, ['@', '/', ':']);
  expect(found && { mark: found.mark, query: found.query }).toEqual(mark ? { mark, query } : null);
  if (found) expect(text.slice(found.start, found.end)).toBe(found.mark + found.query);
});

it('looks at what is before the caret, and only for the marks that are meant', () => {
  expect(findTrigger('/bom dia', 3, ['/'])).toMatchObject({ query: 'bo', end: 3 });
  expect(findTrigger('@an', 3, ['/', ':'])).toBeNull();
});
