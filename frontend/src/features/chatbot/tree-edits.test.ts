import type { BotOption, BotTree } from '@ticketz/contract/bot-menus';
import { expect, it } from 'vitest';
import { changesOf, moveOption, putOption, removeOption } from './tree-edits.ts';

const option = (key: string, parentKey: string | null, to: 'menu' | 'end' = 'end'): BotOption => ({
  key,
  parentKey,
  label: key.toUpperCase(),
  words: [],
  text: '',
  fileId: null,
  leadsTo: { to },
});
const tree: BotTree = {
  text: 'Hi',
  fileId: null,
  options: [
    option('a', null, 'menu'),
    option('a1', 'a'),
    option('a2', 'a'),
    option('b', null),
    option('c', null),
  ],
  missText: '',
  mostMisses: 3,
  personText: '',
  fallbackQueueId: null,
  known: 'menu',
  backLabel: '',
};
const keys = ({ options }: BotTree) => options.map(({ key }) => key).join(' ');

it('keeps each option after the one it belongs to', () => {
  expect(keys(moveOption(tree, 'a', 1))).toBe('b a a1 a2 c');
  expect(keys(moveOption(tree, 'a', -1))).toBe('a a1 a2 b c');
  expect(keys(moveOption(tree, 'a2', -1))).toBe('a a2 a1 b c');
  expect(keys(moveOption(tree, 'c', 1))).toBe('a a1 a2 b c');
  expect(keys(putOption(tree, option('a3', 'a')))).toBe('a a1 a2 a3 b c');
  expect(keys(putOption(tree, option('a', null)))).toBe('a b c');
  expect(keys(removeOption(tree, 'a'))).toBe('b c');
});

it('says what publishing changes', () => {
  const draft = putOption(removeOption({ ...tree, text: 'Hello' }, 'b'), {
    ...option('a1', 'a'),
    text: 'New',
  });
  const nothing = { added: [], changed: [], removed: [], main: false };
  expect(changesOf(tree, tree)).toEqual(nothing);
  expect(changesOf(tree, draft)).toEqual({ added: [], changed: ['A1', 'C'], removed: ['B'], main: true });
  expect(changesOf(null, removeOption(tree, 'a'))).toEqual({ ...nothing, added: ['B', 'C'] });
});
