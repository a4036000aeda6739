import { expect, it } from 'vitest';
import { matchesKeys } from './keys.ts';

function press(init: KeyboardEventInit, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, ...init });
  document.body.append(target === document.body ? document.createElement('i') : target);
  target.dispatchEvent(event);
  return event;
}

it('goes by the character, wherever the layout has its key', () => {
  // AZERTY: Shift and the comma's key; ABNT2: the slash beside the right shift.
  expect(matchesKeys(press({ key: '?', code: 'KeyM', shiftKey: true }), '?')).toBe(true);
  expect(matchesKeys(press({ key: '/', code: 'IntlRo' }), '/')).toBe(true);
});

it('takes no characters away from somebody who types, but combinations work', () => {
  const field = document.createElement('textarea');
  expect(matchesKeys(press({ key: 'e' }, field), 'e')).toBe(false);
  expect(matchesKeys(press({ key: 'k', ctrlKey: true }, field), 'Mod+K')).toBe(true);
  expect(matchesKeys(press({ key: 'ArrowDown', altKey: true }, field), 'Alt+ArrowDown')).toBe(true);
});

it('leaves undoing a text to the text', () => {
  const field = document.createElement('textarea');
  expect(matchesKeys(press({ key: 'z', ctrlKey: true }, field), 'Mod+Z')).toBe(false);
  expect(matchesKeys(press({ key: 'z', ctrlKey: true }), 'Mod+Z')).toBe(true);
});

it('takes AltGr for what it is: a way to write characters', () => {
  const altGr = press({ key: 'k', ctrlKey: true, altKey: true, modifierAltGraph: true });
  expect(matchesKeys(altGr, 'Mod+K')).toBe(false);
  expect(matchesKeys(press({ key: 'c', ctrlKey: true }), 'c')).toBe(false);
});
