import search from './en/search.json';
import transcript from './en/transcript.json';

/** What one looks things up with, in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = { search, transcript };
export type FindTexts = typeof texts;
