import { expect, it } from 'vitest';
import { mentionedIn, splitMentions } from './mentions.ts';

const people = ['Ana', 'Ana Souza', 'José', 'O’Neil'].map((name) => ({ id: name, name }));

it.each([
  ['nobody', []],
  ['@Ana look', ['Ana']],
  ['@Anabela', []],
  ['@Ana Souza, and @José.', ['Ana Souza', 'José']],
  ['mail ana@Ana.com', ['Ana']],
  ['@', []],
  ['(@O’Neil)@Ana', ['Ana', 'O’Neil']],
])('finds in %j whom it names', (text, names) => {
  expect(mentionedIn(text, people).map(({ name }) => name)).toEqual(names);
  const parts = splitMentions(text, people);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});
