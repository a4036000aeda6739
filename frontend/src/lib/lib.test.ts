import { describe, expect, it } from 'vitest';
import { generatePassword } from './generate-password.ts';
import { initials } from './initials.ts';
import { formatPhoneNumber } from './phone-number.ts';
import { relativeTime } from './relative-time.ts';
import { describeUserAgent } from './user-agent.ts';

describe('a generated password', () => {
  it('is four groups of four without characters that look alike', () => {
    for (let i = 0; i < 200; i++)
      expect(generatePassword()).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
  });

  it('is a different one each time', () => {
    expect(new Set(Array.from({ length: 500 }, generatePassword)).size).toBe(500);
  });
});

describe('initials', () => {
  it.each([
    ['Ana Ribeiro', 'AR'],
    ['João', 'J'],
    ['María José Fernández de la Vega', 'MV'],
    ['+55 11 99999-0001', '#'],
    ['  ', '#'],
    ['🦜 Zé', 'Z'],
  ])('of %j are %s', (name, expected) => expect(initials(name)).toBe(expected));
});

describe('a time', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  it.each([
    ['2026-11-21T11:59:30Z', 'en', null],
    ['2026-11-21T11:55:00Z', 'en', '5 minutes ago'],
    ['2026-11-21T09:00:00Z', 'pt-BR', 'há 3 horas'],
    ['2026-11-20T10:00:00Z', 'es', 'ayer'],
    ['2026-01-05T10:00:00Z', 'en', 'Jan 5, 2026'],
    ['2026-11-21T12:00:05Z', 'en', null],
  ])('%s in %s is %j', (at, language, expected) => {
    expect(relativeTime(new Date(at), language, now)).toBe(expected);
  });
});

it('writes numbers as people do, and leaves alone what is none', () => {
  expect(formatPhoneNumber('5511999990001')).toBe('+55 11 99999 0001');
  expect(formatPhoneNumber('12')).toBe('+12');
});

it('names browser and system, and admits what it does not know', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1';
  expect(describeUserAgent(iphone)).toEqual({ browser: 'Safari', system: 'iPhone' });
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0';
  expect(describeUserAgent(edge)).toEqual({ browser: 'Edge', system: 'Windows' });
  expect(describeUserAgent('curl/8')).toEqual({ browser: null, system: null });
});
