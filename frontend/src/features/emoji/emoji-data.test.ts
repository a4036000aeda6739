import { expect, it } from 'vitest';
import { type Emoji, findEmoji, recentEmoji, rememberEmoji } from './emoji-data.ts';

const emoji = (unicode: string, label: string, words: string): Emoji => ({ unicode, label, words, group: 0 });
const all = [
  emoji('💔', 'coração partido', ' coracao partido amor'),
  emoji('❤️', 'amor', ' amor coracao'),
  emoji('😍', 'rosto com olhos', ' rosto com olhos coracao'),
];

it('finds by the beginning of a word without accents, those called so first', () => {
  expect(findEmoji(all, 'Coração', 9).map(({ unicode }) => unicode)).toEqual(['💔', '❤️', '😍']);
  expect(findEmoji(all, 'amor', 9).map(({ unicode }) => unicode)).toEqual(['❤️', '💔']);
  expect(findEmoji(all, 'mor', 9)).toEqual([]);
  expect(findEmoji(all, ' ', 9)).toEqual([]);
  expect(findEmoji(all, 'c', 1)).toHaveLength(1);
});

it('remembers the last ones, each once', () => {
  for (const one of ['a', 'b', 'a']) rememberEmoji(one);
  expect(recentEmoji()).toEqual(['a', 'b']);
});
