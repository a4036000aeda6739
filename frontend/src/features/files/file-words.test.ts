import { expect, it } from 'vitest';
import { formatSeconds, formatSize, shortType } from './file-words.ts';
import { frameSize } from './frame-size.ts';

it('says sizes as people do, in their language', () => {
  expect(formatSize(0, 'en')).toBe('0 bytes');
  expect(formatSize(1536, 'en')).toBe('1.5 kB');
  expect(formatSize(1_500_000, 'pt-BR')).toBe('1,4 MB');
  expect(formatSize(104_857_600, 'es')).toBe('100 MB');
});

it('says lengths', () => {
  expect([5, 65, 3_605].map(formatSeconds)).toEqual(['0:05', '1:05', '1:00:05']);
});

it('names a type by the file, else by what it is', () => {
  expect(shortType('Orçamento.final.pdf', 'application/octet-stream')).toBe('PDF');
  expect(shortType(null, 'application/zip')).toBe('ZIP');
  expect(shortType('no ending', 'application/octet-stream')).toBe('');
});

it('gives every picture room before it is there, whatever its size', () => {
  expect(frameSize({ width: 4000, height: 3000 })).toEqual({ width: 320, height: 240 });
  expect(frameSize({ width: 100, height: 20_000 })).toEqual({ width: 150, height: 340 });
  expect(frameSize({ width: null, height: null })).toEqual({ width: 260, height: 195 });
});
