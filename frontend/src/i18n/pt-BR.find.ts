import type { FindTexts } from './en.find.ts';
import groups from './pt-BR/groups.json';
import search from './pt-BR/search.json';
import timeline from './pt-BR/timeline.json';
import transcript from './pt-BR/transcript.json';

export const texts: FindTexts = { groups, search, timeline, transcript };
