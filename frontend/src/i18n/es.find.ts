import type { FindTexts } from './en.find.ts';
import search from './es/search.json';
import transcript from './es/transcript.json';

export const texts: FindTexts = { search, transcript };
