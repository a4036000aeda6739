import { errorCodes } from '@ticketz/contract/errors';
import { settingKeys, settingTable } from '@ticketz/contract/settings';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { clientErrorCodes } from '../api/api-error.ts';
import { texts as enAdmin } from './en.admin.ts';
import { texts as enApp } from './en.app.ts';
import { texts as enCompose } from './en.compose.ts';
import { texts as enFind } from './en.find.ts';
import { texts as enLists } from './en.lists.ts';
import { texts as enStart } from './en.start.ts';
import { texts as enTodo } from './en.todo.ts';
import { texts as esAdmin } from './es.admin.ts';
import { texts as esApp } from './es.app.ts';
import { texts as esCompose } from './es.compose.ts';
import { texts as esFind } from './es.find.ts';
import { texts as esLists } from './es.lists.ts';
import { texts as esStart } from './es.start.ts';
import { texts as esTodo } from './es.todo.ts';
import { texts as ptAdmin } from './pt-BR.admin.ts';
import { texts as ptApp } from './pt-BR.app.ts';
import { texts as ptCompose } from './pt-BR.compose.ts';
import { texts as ptFind } from './pt-BR.find.ts';
import { texts as ptLists } from './pt-BR.lists.ts';
import { texts as ptStart } from './pt-BR.start.ts';
import { texts as ptTodo } from './pt-BR.todo.ts';

/** `login.title` → text, for all texts of a language. */
function flatten(value: object, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string') flat.set(prefix + key, entry);
    else for (const [path, text] of flatten(entry as object, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

// The parser's own names for plain text and for `#`; its enum can't be compared here.
const literal = 0;
const pound = 7;

/** The names a text is filled with, such as `name` and `count`. */
function argumentsOf(text: string, language: string): string[] {
  const names = new Set<string>();
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      const type: number = part.type;
      if (type !== literal && type !== pound && 'value' in part) names.add(part.value);
      if ('options' in part) for (const option of Object.values(part.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, language).getAst());
  return [...names].toSorted();
}

const english = flatten({ ...enStart, ...enApp, ...enAdmin, ...enCompose, ...enFind, ...enLists, ...enTodo });
const others = {
  'pt-BR': flatten({ ...ptStart, ...ptApp, ...ptAdmin, ...ptCompose, ...ptFind, ...ptLists, ...ptTodo }),
  es: flatten({ ...esStart, ...esApp, ...esAdmin, ...esCompose, ...esFind, ...esLists, ...esTodo }),
};

describe.each(Object.entries(others))('the texts in %s', (language, texts) => {
  it('are exactly those there are in English', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('are filled with the same names as in English', () => {
    for (const [key, text] of texts) {
      const wanted = argumentsOf(english.get(key) ?? '', 'en');
      expect({ key, names: argumentsOf(text, language) }).toEqual({ key, names: wanted });
    }
  });

  it('are never empty', () => {
    for (const [key, text] of texts) expect(text.trim(), key).not.toBe('');
  });
});

it('says what each setting and each of its choices is', () => {
  for (const key of settingKeys) {
    const { field } = settingTable[key];
    const values = field.kind === 'choice' ? field.options.map((value) => `values.${value}`) : [];
    for (const text of ['label', 'help', ...values])
      expect(english.has(`settings.keys.${key}.${text}`), text).toBe(true);
  }
});

it('says every error code in words', () => {
  for (const code of [...errorCodes, ...clientErrorCodes])
    expect(english.has(`errors.${code}`), code).toBe(true);
});
