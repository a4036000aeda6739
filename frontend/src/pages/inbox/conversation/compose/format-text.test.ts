import { expect, it } from 'vitest';
import { toggleFormat } from './format-text.ts';

/** `[` and `]` are the ends of what is selected. */
const read = (marked: string) => ({
  text: marked.replace(/[[\]]/g, ''),
  start: marked.indexOf('['),
  end: marked.indexOf(']') - 1,
});

it.each([
  ['um [bolo] bom', 'um *[bolo]* bom'],
  ['um [bolo ]bom', 'um *[bolo]* bom'],
  ['um *[bolo]* bom', 'um [bolo] bom'],
  ['[]', '*[]*'],
  ['a[ ]', 'a*[]* '],
])('%j becomes %j', (before, after) => {
  expect(toggleFormat(read(before), '*')).toEqual(read(after));
});
