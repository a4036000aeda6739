import type { FindTexts } from './en.find.ts';
import search from './es/search.json';

export const texts: FindTexts = { search };
