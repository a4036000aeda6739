/** True while a key press belongs to a text being written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}

/** Combinations that mean something in the text somebody is writing. */
const ofTexts: ReadonlySet<string> = new Set(['Mod+Z']);

/** True when the event is this combination. Single characters never count while somebody types. */
export function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = parts.includes('Mod');
  const alt = parts.includes('Alt');
  // AltGr makes characters on many layouts and reports itself as Ctrl and Alt.
  if (event.getModifierState('AltGraph') && (mod || alt)) return false;
  if ((isMac() ? event.metaKey : event.ctrlKey) !== mod || event.altKey !== alt) return false;
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  if (mod || alt) return !ofTexts.has(keys) || !isTyping(event.target);
  return !isTyping(event.target) && !event.metaKey && !event.ctrlKey;
}

const names: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Mod: 'Ctrl', Escape: 'Esc' };

/** The keys as they are printed on the keyboard, one by one. */
export function keyLabels(keys: string): string[] {
  return keys.split('+').map((key) => {
    if (key === 'Mod' && isMac()) return '⌘';
    if (key === 'Alt' && isMac()) return '⌥';
    return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
}
