import { type Language, languages } from '@ticketz/contract/preferences';
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from '../lib/storage.ts';
import type { Texts } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}

const storageKey = 'ticketz.language';

/** Each language is a chunk of its own; only the one in use is loaded. */
const loaders: Record<Language, () => Promise<{ texts: Texts }>> = {
  en: () => import('./en.ts'),
  'pt-BR': () => import('./pt-BR.ts'),
  es: () => import('./es.ts'),
};

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

async function loadTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { texts } = await loaders[language]();
  for (const [namespace, entries] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, entries);
  }
}

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
