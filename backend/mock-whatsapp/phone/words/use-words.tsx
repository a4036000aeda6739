import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { pt } from './pt.ts';

export const LANGUAGES = { en: 'English', pt: 'Português', es: 'Español' } as const;
export type Language = keyof typeof LANGUAGES;

const DICTIONARIES: Record<Language, Words> = { en, pt, es };
const STORED_AS = 'demo-phone.language';

interface Speech {
  words: Words;
  language: Language;
  setLanguage: (language: Language) => void;
}

const SpeechContext = createContext<Speech>({ words: en, language: 'en', setLanguage: () => undefined });

const isLanguage = (value: string | null): value is Language => value !== null && value in DICTIONARIES;

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED_AS);
  if (isLanguage(stored)) return stored;
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return preferred.find(isLanguage) ?? 'en';
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const words = DICTIONARIES[language];

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language, words]);

  const choose = (next: Language) => {
    localStorage.setItem(STORED_AS, next);
    setLanguage(next);
  };
  return <SpeechContext value={{ words, language, setLanguage: choose }}>{children}</SpeechContext>;
}

export const useSpeech = () => use(SpeechContext);
export const useWords = () => use(SpeechContext).words;
