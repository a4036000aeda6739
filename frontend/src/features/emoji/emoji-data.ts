import { queryOptions } from '@tanstack/react-query';
import type { Language } from '@ticketz/contract/preferences';
import en from 'emojibase-data/en/compact.json?url';
import es from 'emojibase-data/es/compact.json?url';
import pt from 'emojibase-data/pt/compact.json?url';
import { foldText } from '../../lib/fold-text.ts';
import { readStored, writeStored } from '../../lib/storage.ts';

/** An emoji, and what it is found by. */
export interface Emoji {
  unicode: string;
  label: string;
  /** Label and tags without capitals and accents, each word after a blank. */
  words: string;
  group: number;
}

const urls: Record<Language, string> = { en, es, 'pt-BR': pt };
/** Skin tones and hair on their own. */
const components = 2;

interface Entry {
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
}

/** All emoji with their names in a language, from our own server. */
export function emojiQuery(language: Language) {
  return queryOptions({
    queryKey: ['emoji', language],
    queryFn: async ({ signal }): Promise<Emoji[]> => {
      const answer = await fetch(urls[language], { signal });
      if (!answer.ok) throw new Error(`The emoji could not be loaded: ${answer.status}`);
      const entries = (await answer.json()) as Entry[];
      return entries.flatMap(({ unicode, label, tags = [], group }) =>
        group === undefined || group === components
          ? []
          : [
              {
                unicode,
                label,
                group,
                words: ` ${foldText([label, ...tags].join(' ')).replaceAll('_', ' ')}`,
              },
            ],
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Those whose words begin so; the ones whose name does come first. */
export function findEmoji(all: readonly Emoji[], search: string, most: number): Emoji[] {
  const wanted = foldText(search.trim()).replaceAll('_', ' ');
  if (wanted === '') return [];
  const found = all.filter(({ words }) => words.includes(` ${wanted}`));
  const named = found.filter(({ words }) => words.startsWith(` ${wanted}`));
  return [...named, ...found.filter((emoji) => !named.includes(emoji))].slice(0, most);
}

const recentKey = 'ticketz.emoji';
const mostRecent = 24;

/** The ones used last in this browser, newest first. */
export function recentEmoji(): string[] {
  return (readStored(recentKey) ?? '').split(' ').filter(Boolean);
}

export function rememberEmoji(unicode: string): void {
  const rest = recentEmoji().filter((other) => other !== unicode);
  writeStored(recentKey, [unicode, ...rest].slice(0, mostRecent).join(' '));
}
