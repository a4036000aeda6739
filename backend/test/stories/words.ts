import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from './built-parts.ts';

type Texts = { [key: string]: string | Texts };
type Language = 'en' | 'es' | 'pt-BR';

const folder = (language: Language) => join(repository, 'frontend/src/i18n', language);

/** The app's own texts of a language, as translators write them. */
export function textsOf(language: Language): Record<string, Texts> {
  return Object.fromEntries(
    readdirSync(folder(language)).map((name) => [
      name.replace('.json', ''),
      JSON.parse(readFileSync(join(folder(language), name), 'utf8')) as Texts,
    ]),
  );
}

/** The text behind a key such as `tickets.tab.mine`. */
export function textOf(language: Language, key: string): string {
  let at: string | Texts = textsOf(language);
  for (const part of key.split('.')) at = typeof at === 'string' ? '' : (at[part] ?? '');
  if (typeof at !== 'string' || at === '') throw new Error(`There is no text ${key} in ${language}.`);
  return at;
}

/** Texts that are English only: what a page in another language must not say. */
export function onlyEnglish(other: Language): Set<string> {
  const others = new Set(plainTexts(textsOf(other)));
  return new Set(plainTexts(textsOf('en')).filter((text) => text.length > 3 && !others.has(text)));
}

function plainTexts(texts: Texts): string[] {
  return Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : plainTexts(text)));
}

/** Everything the page says, to eyes and to ears. */
export function saidBy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) said.push(node.nodeValue ?? '');
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        said.push(element.getAttribute(name) ?? '');
      }
    }
    return said.map((text) => text.trim()).filter(Boolean);
  });
}
