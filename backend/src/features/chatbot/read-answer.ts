import type { BotOption } from '@ticketz/contract/bot-menus';

/** Nobody chooses with more; what is longer is read up to here. */
const longestRead = 300;

/** Whoever says one of these wants a person, whatever else they say. */
const personWords = new Set(
  `agent agents human operator representative
   agente agentes atendente atendentes humano humana operador operadora
   asesor asesora representante`.split(/\s+/),
);
const backWords = new Set(['0', 'voltar', 'volver', 'back', 'atras']);
const startWords = new Set(['menu', 'inicio', 'start', 'main menu', 'menu principal']);

/** What a customer's text means in the menu that they look at. */
export type Meaning =
  | { is: 'option'; option: BotOption }
  | { is: 'back' }
  | { is: 'start' }
  | { is: 'person' }
  | { is: 'unclear' };

/** Without case, accents and signs, so that `1️⃣.`, `Opção 1` and `１` are read as they are meant. */
export function plainWords(text: string): string {
  return text
    .slice(0, longestRead)
    .replaceAll('🔟', '10')
    .normalize('NFKD')
    .replace(/[\p{M}\u20e3]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const numbered = /^(?:(?:opcao|opcion|option|numero|number|no|n) )?(\d{1,2})$/;

/** Reads a text by the options of the menu that the customer sees, in their order. */
export function readAnswer(text: string, options: readonly BotOption[]): Meaning {
  const said = plainWords(text);
  if (text.trim() === '#') return { is: 'start' };
  const number = Number(numbered.exec(said)?.[1] ?? -1);
  const chosen = options[number - 1] ?? options.find((option) => isCalled(option, said));
  if (chosen) return { is: 'option', option: chosen };
  if (backWords.has(said) || number === 0) return { is: 'back' };
  if (startWords.has(said)) return { is: 'start' };
  return wantsPerson(text) ? { is: 'person' } : { is: 'unclear' };
}

export function wantsPerson(text: string): boolean {
  return plainWords(text)
    .split(' ')
    .some((word) => personWords.has(word));
}

function isCalled({ label, words }: BotOption, said: string): boolean {
  return said !== '' && [label, ...words].some((word) => plainWords(word) === said);
}
