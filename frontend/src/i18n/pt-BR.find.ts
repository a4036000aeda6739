import type { FindTexts } from './en.find.ts';
import search from './pt-BR/search.json';

export const texts: FindTexts = { search };
