import { expect, it } from 'vitest';
import { fillIn, valuesOf } from './fill-in.ts';

const at = (hour: number) =>
  valuesOf({
    contact: { name: 'Maria D’Ávila <b>', phone: '+55 11 98765-4321' },
    ticketNumber: 42,
    agent: 'Ana',
    company: 'Aurora & Filhos',
    now: new Date(2026, 2, 5, hour, 30),
    language: 'pt-BR',
    greetings: ['Bom dia', 'Boa tarde', 'Boa noite'],
  });

it.each([
  ['', ''],
  ['Sem nada', 'Sem nada'],
  ['{{greeting}}, {{first_name}}!', 'Bom dia, Maria!'],
  ['{{ name }}', 'Maria D’Ávila <b>'],
  ['{{company}}', 'Aurora & Filhos'],
  ['{{protocol}}/{{ticket}} {{agent}} {{phone}}', '42/42 Ana +55 11 98765-4321'],
  ['{{date}} {{time}}', '05/03/2026 09:30'],
  ['{{unknown}} {{}} {{name', '{{unknown}} {{}} {{name'],
  ['{{NAME}} {name} {{{name}}}', '{{NAME}} {name} {Maria D’Ávila <b>}'],
  ['{{constructor}} {{__proto__}}', '{{constructor}} {{__proto__}}'],
])('%j', (text, filled) => {
  expect(fillIn(text, at(9))).toBe(filled);
});

it('fills in once: what a name says is no variable', () => {
  expect(fillIn('{{name}}', { ...at(9), name: '{{phone}} $& $1' })).toBe('{{phone}} $& $1');
});

it('greets by the hour', () => {
  expect([4, 5, 11, 12, 17, 18, 23].map((hour) => fillIn('{{greeting}}', at(hour)))).toEqual([
    'Boa noite',
    'Bom dia',
    'Bom dia',
    'Boa tarde',
    'Boa tarde',
    'Boa noite',
    'Boa noite',
  ]);
});

it('takes a long text in no time', () => {
  const start = performance.now();
  fillIn('{{ '.repeat(40_000), at(9));
  fillIn(`{{${'a'.repeat(100_000)}`, at(9));
  expect(performance.now() - start).toBeLessThan(1_000);
});
