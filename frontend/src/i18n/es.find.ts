import type { FindTexts } from './en.find.ts';
import groups from './es/groups.json';
import search from './es/search.json';
import timeline from './es/timeline.json';
import transcript from './es/transcript.json';

export const texts: FindTexts = { groups, search, timeline, transcript };
