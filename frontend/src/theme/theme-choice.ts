import type { ThemeChoice } from '@ticketz/contract/preferences';
import { themes } from '@ticketz/contract/preferences';
import { readStored, writeStored } from '../lib/storage.ts';

/** Read by `public/first-paint.js` too, before the first paint. */
export const themeStorageKey = 'ticketz.theme';

export function storedThemeChoice(): ThemeChoice {
  const stored = readStored(themeStorageKey);
  return themes.find((choice) => choice === stored) ?? 'system';
}

export function storeThemeChoice(choice: ThemeChoice): void {
  writeStored(themeStorageKey, choice);
}
