import { type Language, languages } from '@ticketz/contract/preferences';
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from '../lib/storage.ts';
import type { AdminTexts } from './en.admin.ts';
import type { AppTexts } from './en.app.ts';
import type { ComposeTexts } from './en.compose.ts';
import type { FindTexts } from './en.find.ts';
import type { ListTexts } from './en.lists.ts';
import type { StartTexts } from './en.start.ts';
import type { TodoTexts } from './en.todo.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}

const storageKey = 'ticketz.language';

type Texts = StartTexts & AppTexts & AdminTexts & ComposeTexts & FindTexts & ListTexts & TodoTexts;
type Part = 'start' | 'app' | 'admin' | 'compose' | 'find' | 'lists' | 'todo';

/**
 * Each language is some chunks: what the log-in needs, pages that few open, where one writes, what one looks things up
 * with, what narrows and changes lists, what is put off or planned, the rest. Only the language in use is loaded.
 */
const loaders: Record<Part, Record<Language, () => Promise<{ texts: Partial<Texts> }>>> = {
  start: {
    en: () => import('./en.start.ts'),
    'pt-BR': () => import('./pt-BR.start.ts'),
    es: () => import('./es.start.ts'),
  },
  app: {
    en: () => import('./en.app.ts'),
    'pt-BR': () => import('./pt-BR.app.ts'),
    es: () => import('./es.app.ts'),
  },
  compose: {
    en: () => import('./en.compose.ts'),
    'pt-BR': () => import('./pt-BR.compose.ts'),
    es: () => import('./es.compose.ts'),
  },
  lists: {
    en: () => import('./en.lists.ts'),
    'pt-BR': () => import('./pt-BR.lists.ts'),
    es: () => import('./es.lists.ts'),
  },
  todo: {
    en: () => import('./en.todo.ts'),
    'pt-BR': () => import('./pt-BR.todo.ts'),
    es: () => import('./es.todo.ts'),
  },
  admin: {
    en: () => import('./en.admin.ts'),
    'pt-BR': () => import('./pt-BR.admin.ts'),
    es: () => import('./es.admin.ts'),
  },
  find: {
    en: () => import('./en.find.ts'),
    'pt-BR': () => import('./pt-BR.find.ts'),
    es: () => import('./es.find.ts'),
  },
};
const neededParts = new Set<Part>(['start']);
const loaded = new Set<string>();

/** What each language calls itself. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
};

/** The language this browser was told to use last, else the first of its own that we have, else English. */
export function preferredLanguage(browser: readonly string[] = navigator.languages): Language {
  const stored = languages.find((language) => language === readStored(storageKey));
  if (stored) return stored;
  for (const wanted of browser) {
    const base = wanted.toLowerCase().split('-')[0];
    const match = languages.find((language) => language.toLowerCase().split('-')[0] === base);
    if (match) return match;
  }
  return 'en';
}

/** The language on the screen. */
export function currentLanguage(): Language {
  return languages.find((language) => language === i18next.language) ?? 'en';
}

async function loadPart(part: Part, language: Language): Promise<void> {
  const name = `${part} ${language}`;
  if (loaded.has(name)) return;
  const { texts } = await loaders[part][language]();
  for (const [namespace, entries] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, entries);
  }
  loaded.add(name);
}

async function loadTexts(language: Language): Promise<void> {
  await Promise.all([...neededParts].map((part) => loadPart(part, language)));
}

async function need(part: Part): Promise<void> {
  neededParts.add(part);
  await loadTexts(currentLanguage());
}

/** The texts of everything behind the log-in; awaited before any of it is shown. */
export const loadAppTexts = () => need('app');

/** The texts of the pages that only admins open, and seldom. */
export const loadAdminTexts = () => need('admin');

/** The texts of the composer, which comes when a conversation is open. */
export const loadComposeTexts = () => need('compose');

/** The texts of filters, saved views and of what is done to many tickets at once. */
export const loadListTexts = () => need('lists');

/** The texts of putting off, reminders, the to-do list and the board. */
export const loadTodoTexts = () => need('todo');

/** The texts of the search's results, of the history and of what was shared. */
export const loadFindTexts = () => need('find');

/** Loads a language and shows it; remembered in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  writeStored(storageKey, language);
}

/** Ready before the first render, so that no key is ever on the screen. */
export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'common',
      ns: ['common'],
      resources: {},
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
      returnNull: false,
    });
  await loadTexts(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
