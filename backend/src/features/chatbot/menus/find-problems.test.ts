import type { BotOption, BotProblem, BotTree } from '@ticketz/contract/bot-menus';
import { expect, it } from 'vitest';
import { findProblems } from './find-problems.ts';

const queueId = '01990000-0000-7000-8000-000000000001';
const fileId = '01990000-0000-7000-8000-000000000002';
const known = { queueIds: new Set([queueId]), fileIds: new Set([fileId]) };
const option = (key: string, more: Partial<BotOption> = {}): BotOption => ({
  key,
  parentKey: null,
  label: key,
  words: [],
  text: '',
  fileId: null,
  leadsTo: { to: 'end' },
  ...more,
});
const tree = (options: BotOption[], more: Partial<BotTree> = {}): BotTree => ({
  text: 'Hi',
  fileId: null,
  options,
  missText: 'Sorry?',
  mostMisses: 3,
  personText: '',
  fallbackQueueId: null,
  known: 'menu',
  backLabel: 'Back',
  ...more,
});
const menu = (key: string, parentKey: string | null = null) =>
  option(key, { parentKey, text: key, leadsTo: { to: 'menu' } });
const deep = ['a', 'b', 'c', 'd', 'e', 'f'].map((key, index, all) => menu(key, all[index - 1] ?? null));

it.each<[string, BotTree, BotProblem[]]>([
  ['nothing', tree([option('a', { leadsTo: { to: 'queue', queueId }, fileId })]), []],
  [
    'a menu and a jump back to it',
    tree([menu('a'), option('b', { parentKey: 'a', leadsTo: { to: 'jump', key: 'a' } })]),
    [],
  ],
  ['a main menu without options', tree([]), [{ key: null, code: 'no_options' }]],
  ['no texts', tree([option('a')], { text: ' ' }), [{ key: null, code: 'no_text' }]],
  ['a dead end', tree([menu('a')]), [{ key: 'a', code: 'no_options' }]],
  [
    'a menu that says nothing',
    tree([{ ...menu('a'), text: '' }, option('b', { parentKey: 'a' })]),
    [{ key: 'a', code: 'no_text' }],
  ],
  ['no label', tree([option('a', { label: ' ' })]), [{ key: 'a', code: 'no_label' }]],
  [
    'a queue that is gone',
    tree([option('a', { leadsTo: { to: 'queue', queueId: fileId } })]),
    [{ key: 'a', code: 'unknown_queue' }],
  ],
  [
    'a fallback that is gone',
    tree([option('a')], { fallbackQueueId: fileId }),
    [{ key: null, code: 'unknown_queue' }],
  ],
  [
    'files that are gone',
    tree([option('a', { fileId: queueId })], { fileId: queueId }),
    [
      { key: null, code: 'unknown_file' },
      { key: 'a', code: 'unknown_file' },
    ],
  ],
  [
    'a jump to what is no menu',
    tree([option('a', { leadsTo: { to: 'jump', key: 'b' } }), option('b')]),
    [{ key: 'a', code: 'unknown_target' }],
  ],
  [
    'two of one word',
    tree([option('a', { words: ['Óla'] }), option('b', { words: ['ola!'] })]),
    [{ key: 'b', code: 'same_word' }],
  ],
  ['two of one key', tree([option('a'), option('a', { label: 'b' })]), [{ key: 'a', code: 'same_key' }]],
  [
    'a parent that comes later, or is itself',
    tree([option('a', { parentKey: 'b' }), menu('b', 'b')]),
    [
      { key: 'a', code: 'no_parent' },
      { key: 'b', code: 'no_parent' },
      { key: null, code: 'no_options' },
    ],
  ],
  [
    'a parent that is no menu',
    tree([option('a'), option('b', { parentKey: 'a' })]),
    [{ key: 'b', code: 'no_parent' }],
  ],
  ['too deep', tree([...deep, option('g', { parentKey: 'f' })]), [{ key: 'g', code: 'too_deep' }]],
  [
    'more than one screen',
    tree(Array.from({ length: 21 }, (_, index) => option(`k${index}`))),
    [{ key: null, code: 'too_many_options' }],
  ],
])('finds %s', (_name, given, problems) => expect(findProblems(given, known)).toEqual(problems));
