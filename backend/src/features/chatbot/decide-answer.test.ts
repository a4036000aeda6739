import type { BotEffect, BotOption, BotState, BotTree } from '@ticketz/contract/bot-menus';
import type { MessageKind } from '@ticketz/contract/messages';
import { describe, expect, it } from 'vitest';
import { type BotFacts, botStart, decideAnswer } from './decide-answer.ts';
import { languageOf, menuFromQueues } from './menu-from-queues.ts';
import { plainWords } from './read-answer.ts';

const sales = '01990000-0000-7000-8000-000000000001';
const help = '01990000-0000-7000-8000-000000000002';
const gone = '01990000-0000-7000-8000-000000000009';
const photo = '01990000-0000-7000-8000-0000000000f1';

const option = (
  key: string,
  parentKey: string | null,
  leadsTo: BotOption['leadsTo'],
  more: Partial<BotOption> = {},
): BotOption => ({ key, parentKey, label: key, words: [], text: '', fileId: null, leadsTo, ...more });

const tree: BotTree = {
  text: 'Welcome',
  fileId: null,
  missText: 'Sorry?',
  mostMisses: 3,
  personText: 'One moment',
  fallbackQueueId: help,
  known: 'menu',
  backLabel: 'Back',
  options: [
    option('vendas', null, { to: 'queue', queueId: sales }, { label: 'Vendas & Preços', words: ['comprar'] }),
    option('prices', null, { to: 'menu' }, { text: 'Which prices?', fileId: photo }),
    option('shoes', 'prices', { to: 'end' }, { text: 'Shoes: 100' }),
    option('hats', 'prices', { to: 'back' }, { text: 'Hats: 20' }),
    option('more', 'prices', { to: 'menu' }, { text: 'More?' }),
    option('top', 'more', { to: 'start' }),
    option('over', 'more', { to: 'jump', key: 'prices' }),
    option('agente', null, { to: 'person' }, { label: 'Agente de viagens', text: 'Ok' }),
    option('lost', null, { to: 'queue', queueId: gone }),
  ],
};
const facts: BotFacts = {
  messages: [],
  silent: false,
  queues: [
    { id: sales, greeting: 'Sales here' },
    { id: help, greeting: '' },
  ],
  lastQueueId: null,
  saidInMinute: 0,
  saidInHour: 0,
};
const atMenu = (at: string | null, misses = 0): BotState => ({ at, misses, greeted: true });
const said = (...texts: string[]) => texts.map((text) => ({ kind: 'text' as MessageKind, text }));
const decide = (state: BotState, messages: BotFacts['messages'], more: Partial<BotFacts> = {}, of = tree) =>
  decideAnswer(of, state, { ...facts, ...more, messages });
const say = (text: string, fileId: string | null = null): BotEffect => ({ do: 'say', text, fileId });
const handOver = (queueId: string | null, because: string) => ({ do: 'handOver', queueId, because });

const main = 'Welcome\n\n*1* - Vendas & Preços\n*2* - prices\n*3* - Agente de viagens\n*4* - lost';
const prices = 'Which prices?\n\n*1* - shoes\n*2* - hats\n*3* - more\n*0* - Back';

describe('a turn', () => {
  it.each<[string, BotState, string[], BotEffect[] | unknown[], BotState | null]>([
    ['greets first, whatever was written', botStart, ['Oi', 'quero 1'], [say(main)], atMenu(null)],
    [
      'but not who asks for a person at once',
      botStart,
      ['um ATENDENTE!'],
      [say('One moment'), handOver(help, 'asked')],
      null,
    ],
    ['a number', atMenu(null), ['2'], [say(prices, photo)], atMenu('prices')],
    ['of emoji', atMenu(null), ['2️⃣'], [say(prices, photo)], atMenu('prices')],
    ['with signs', atMenu(null, 2), [' 2. '], [say(prices, photo)], atMenu('prices')],
    ['with a word', atMenu(null), ['Opção 2'], [say(prices, photo)], atMenu('prices')],
    [
      'a label, without accents',
      atMenu(null),
      ['VENDAS e precos'.replace(' e', '')],
      [say('Sales here'), handOver(sales, 'chosen')],
      null,
    ],
    [
      'a word of the option',
      atMenu(null),
      ['Comprar!'],
      [say('Sales here'), handOver(sales, 'chosen')],
      null,
    ],
    [
      'an option that is called like a person',
      atMenu(null),
      ['agente de viagens'],
      [say('Ok'), handOver(help, 'chosen')],
      null,
    ],
    [
      'a person, in a sentence',
      atMenu('prices'),
      ['quero falar com um humano'],
      [say('One moment'), handOver(help, 'asked')],
      null,
    ],
    ['back', atMenu('more'), ['0'], [say(prices, photo)], atMenu('prices')],
    ['back in words', atMenu('prices'), ['Voltar'], [say(main)], atMenu(null)],
    ['back at the top', atMenu(null), ['0'], [say(main)], atMenu(null)],
    ['to the main menu', atMenu('more'), ['#'], [say(main)], atMenu(null)],
    ['to the main menu in words', atMenu('more'), ['Menu principal'], [say(main)], atMenu(null)],
    [
      'an option that leads back',
      atMenu('prices'),
      ['2'],
      [say('Hats: 20'), say(prices, photo)],
      atMenu('prices'),
    ],
    ['one that leads to the start', atMenu('more'), ['1'], [say(main)], atMenu(null)],
    ['one that jumps', atMenu('more'), ['2'], [say(prices, photo)], atMenu('prices')],
    ['one that ends', atMenu('prices'), ['1'], [say('Shoes: 100'), { do: 'close' }], null],
    ['a queue that is gone', atMenu(null), ['4'], [handOver(null, 'chosen')], null],
    ['a menu that is gone', atMenu('older', 1), ['2'], [say(prices, photo)], atMenu('prices')],
    [
      'several at once: two steps, one answer',
      atMenu(null),
      ['2', '3'],
      [say('More?\n\n*1* - top\n*2* - over\n*0* - Back')],
      atMenu('more'),
    ],
    [
      'several, one of them understood',
      atMenu(null),
      ['hm', '2', 'please'],
      [say(prices, photo)],
      atMenu('prices'),
    ],
    [
      'several, not understood: one miss',
      atMenu(null),
      ['hm', 'what', '99'],
      [say(`Sorry?\n\n${main}`)],
      atMenu(null, 1),
    ],
    [
      'nothing after a person',
      atMenu(null),
      ['agent', '2'],
      [say('One moment'), handOver(help, 'asked')],
      null,
    ],
    [
      'too many misses: a person',
      atMenu('prices', 2),
      ['eh'],
      [say('One moment'), handOver(help, 'misses')],
      null,
    ],
  ])('%s', (_name, state, texts, effects, after) => {
    expect(decide(state, said(...texts))).toEqual({ effects, state: after });
  });

  it('takes a picture for a miss, whatever its caption (pitfall 11: it is stored and seen by then)', () => {
    const picture = [{ kind: 'image' as const, text: '1' }];
    expect(decide(atMenu(null), picture)).toEqual({
      effects: [say(`Sorry?\n\n${main}`)],
      state: atMenu(null, 1),
    });
    expect(decide(atMenu(null, 2), picture).state).toBeNull();
    expect(decide(botStart, picture).effects).toEqual([say(main)]);
  });

  it.each<[string, Partial<BotFacts>]>([
    ['silent', { silent: true }],
    ['loop', { saidInMinute: 10 }],
    ['loop', { saidInHour: 40 }],
  ])('says nothing and leaves: %s', (because, more) => {
    for (const state of [botStart, atMenu('prices')]) {
      expect(decide(state, said('1'), more)).toEqual({ effects: [handOver(help, because)], state: null });
    }
  });

  it('brings who was here before to their queue, where it is set so', () => {
    const known = { ...tree, known: 'last_queue' as const };
    const before = { lastQueueId: sales };
    const there = { effects: [say('Sales here'), handOver(sales, 'known')], state: null };
    expect(decide(botStart, said('Oi'), before, known)).toEqual(there);
    expect(decide(botStart, said('Oi'), {}, known).state).toEqual(atMenu(null));
    expect(decide(botStart, said('Oi'), before).state).toEqual(atMenu(null));
  });

  it('ends against another bot, whatever that one says', () => {
    let state: BotState | null = botStart;
    let sent = 0;
    for (const echo of Array.from({ length: 50 }, (_, index) => (index % 2 ? '0' : '2'))) {
      if (!state) break;
      const { effects, state: after } = decide(state, said(echo), { saidInMinute: sent });
      sent += effects.filter((effect) => effect.do === 'say').length;
      state = after;
    }
    expect(state).toBeNull();
    expect(sent).toBeLessThanOrEqual(11);
  });

  it('reads 100 kB of anything in a moment (pitfall 23)', () => {
    const wild = ['1 '.repeat(50_000), 'á'.repeat(100_000), '(a+)+$'.repeat(17_000), '\u200d️⃣'.repeat(30_000)];
    const began = performance.now();
    for (const text of wild) expect(decide(atMenu(null), said(text)).state).toEqual(atMenu(null, 1));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

it('makes a menu of queues, in the language of the customer', () => {
  const made = menuFromQueues(
    [
      { id: sales, name: 'Sales' },
      { id: help, name: 'Help' },
    ],
    languageOf(null, '5511987654321'),
  );
  const greeting = 'Olá! Com quem você quer falar? Responda com o número.\n\n*1* - Sales\n*2* - Help';
  expect(decide(botStart, said('Oi'), {}, made).effects).toEqual([say(greeting)]);
  expect(decide(atMenu(null), said('help'), {}, made).effects).toEqual([handOver(help, 'chosen')]);
  expect(
    ['34600111222', '50312345678', '15551234567', '5491122334455', null].map((phone) =>
      languageOf(null, phone),
    ),
  ).toEqual(['es', 'es', 'en', 'es', 'pt-BR']);
  expect(languageOf('en', '5511987654321')).toBe('en');
});

it.each([
  ['Opção 1', 'opcao 1'],
  ['１２', '12'],
  ['🔟', '10'],
  ['  ÁÇÃO!!  ', 'acao'],
  ['👍', ''],
])('reads %s as %s', (text, plain) => expect(plainWords(text)).toBe(plain));
