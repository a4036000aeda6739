import type { FindTexts } from './en.find.ts';
import search from './pt-BR/search.json';
import transcript from './pt-BR/transcript.json';

export const texts: FindTexts = { search, transcript };
