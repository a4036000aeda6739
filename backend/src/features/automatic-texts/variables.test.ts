import { fillVariables, type VariableFacts, variableValues } from '@ticketz/contract/variables';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const facts: VariableFacts = {
  contact: { name: 'Maria D’Ávila <b>', phone: '+55 11 98765-4321' },
  fields: [
    { name: 'Data de nascimento', kind: 'date', value: '1990-12-31' },
    { name: 'Cliente VIP', kind: 'yes_no', value: true },
    { name: 'Pedidos', kind: 'number', value: 1234.5 },
    { name: 'CPF', kind: 'text', value: null },
    { name: 'Name', kind: 'text', value: 'Not this one' },
    { name: '__proto__', kind: 'text', value: 'plain' },
  ],
  ticketNumber: 42,
  agent: 'Ana',
  queue: 'Vendas',
  company: 'Aurora & Filhos',
  now: new Date('2026-03-05T12:30:00Z'),
  language: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
};
const values = variableValues(facts);

it.each([
  ['', ''],
  ['Sem nada', 'Sem nada'],
  ['{{greeting}}, {{first_name}}!', 'Bom dia, Maria!'],
  ['{{ name }}{{NAME}}', 'Maria D’Ávila <b>Maria D’Ávila <b>'],
  ['{{company}}/{{queue}}', 'Aurora & Filhos/Vendas'],
  ['{{protocol}}/{{ticket}} {{agent}} {{phone}}', '42/42 Ana +55 11 98765-4321'],
  ['{{date}} {{time}}', '05/03/2026 09:30'],
  ['{{Data de nascimento}} {{cliente vip}} {{Pedidos}}[{{CPF}}]', '31/12/1990 sim 1.234,5[]'],
  ['{{unknown}} {{}} {{name', '{{unknown}} {{}} {{name'],
  ['{name} {{{name}}} {{\nname}}', '{name} {Maria D’Ávila <b>} {{\nname}}'],
  ['{{constructor}} {{__proto__}}', '{{constructor}} plain'],
])('%j', (text, filled) => {
  expect(fillVariables(text, values)).toBe(filled);
});

it('fills in once: what a name says is no variable', () => {
  const named = variableValues({ ...facts, contact: { name: '{{phone}} $& $1', phone: '' } });
  expect(fillVariables('{{name}}', named)).toBe('{{phone}} $& $1');
});

it('greets by the hour there', () => {
  const hours = [4, 5, 11, 12, 17, 18, 23];
  const greetings = hours.map((hour) => {
    const now = new Date(Date.UTC(2026, 2, 5, hour + 3, 30));
    return fillVariables('{{greeting}}', variableValues({ ...facts, now }));
  });
  const [night, morning, afternoon] = ['Boa noite', 'Bom dia', 'Boa tarde'];
  expect(greetings).toEqual([night, morning, morning, afternoon, afternoon, night, night]);
});

it('takes any text, and a long one in no time', () => {
  const braces = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', ' ', 'a', '😀'), maxLength: 60 });
  fc.assert(fc.property(braces, (text) => fillVariables(text, new Map()) === text));
  const start = performance.now();
  for (const text of ['{{ ', '{{a', '{{ a }}', '{', '}{', '{{a}']) fillVariables(text.repeat(20_000), values);
  expect(fillVariables(`{{${'a'.repeat(100_000)}`, values)).toHaveLength(100_002);
  expect(performance.now() - start).toBeLessThan(2_000);
});
