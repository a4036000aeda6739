import groups from './en/groups.json';
import search from './en/search.json';
import timeline from './en/timeline.json';
import transcript from './en/transcript.json';

/** What one looks things up with, in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = { groups, search, timeline, transcript };
export type FindTexts = typeof texts;
