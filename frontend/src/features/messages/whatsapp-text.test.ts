import { describe, expect, it } from 'vitest';
import { isOnlyEmoji, parseWhatsAppText, type TextNode } from './whatsapp-text.ts';

/** The tree as HTML-like text, to read it at a glance. */
function draw(nodes: TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'link') return `<a ${node.href}>${node.text}</a>`;
      if ('children' in node) return `<${node.type}>${draw(node.children)}</${node.type}>`;
      return `<${node.type}>${node.text}</${node.type}>`;
    })
    .join('');
}

describe('WhatsApp formatting', () => {
  it.each([
    ['*a* _b_ ~c~ `d`', '<bold>a</bold> <italic>b</italic> <strike>c</strike> <code>d</code>'],
    ['*bold _and italic_*', '<bold>bold <italic>and italic</italic></bold>'],
    ['```\nx = *1*\n```', '<block>x = *1*</block>'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['* not bold * and **', '* not bold * and **'],
    ['*over\nlines*', '*over\nlines*'],
    ['*unclosed', '*unclosed'],
    ['```unclosed', '```unclosed'],
    ['(*a*), *b*!', '(<bold>a</bold>), <bold>b</bold>!'],
  ])('reads %j', (text, expected) => {
    expect(draw(parseWhatsAppText(text))).toBe(expected);
  });
});

describe('links', () => {
  it.each([
    [
      'see https://a.example/x_y_z?q=1.',
      'see <a https://a.example/x_y_z?q=1>https://a.example/x_y_z?q=1</a>.',
    ],
    ['*https://a.example*', '<bold><a https://a.example/>https://a.example</a></bold>'],
    ['www.a.example', '<a https://www.a.example/>www.a.example</a>'],
    ['ana@shop.example, ok', '<a mailto:ana@shop.example>ana@shop.example</a>, ok'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['https://%', 'https://%'],
  ])('finds them in %j', (text, expected) => {
    expect(draw(parseWhatsAppText(text))).toBe(expected);
  });
});

it.each([
  '*a '.repeat(22_000),
  '_'.repeat(65_000),
  'a'.repeat(65_000),
  'a@'.repeat(32_000),
  '`'.repeat(65_000),
  'www.'.repeat(16_000),
])('takes a hostile text of 65,000 characters quickly (%#)', (text) => {
  const start = performance.now();
  parseWhatsAppText(text);
  expect(performance.now() - start).toBeLessThan(1_500);
});

it.each([
  ['👍', true],
  ['❤️🇧🇷👩‍👩‍👧', true],
  ['👍👍👍👍', false],
  ['ok 👍', false],
  ['12', false],
  ['', false],
])('shows %j big: %s', (text, big) => {
  expect(isOnlyEmoji(text)).toBe(big);
});
