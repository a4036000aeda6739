import './browser-gaps.ts';
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { startI18n } from '../i18n/i18n.ts';

// Two busy cores and pages that are loaded when they are opened.
configure({ asyncUtilTimeout: 15_000 });

// jsdom has no media queries: nothing matches, as on a wide light screen.
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));

await startI18n('en');

afterEach(() => {
  cleanup();
  localStorage.clear();
});
