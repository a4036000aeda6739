import type { MessageKind } from '@ticketz/contract/messages';

/**
 * What a customer's message to a closed ticket is: their score, what they say about it, a thank-you, or the conversation
 * going on. Only the last opens the ticket again; all are stored and stand in the conversation.
 */
export type AfterClosing = 'score' | 'comment' | 'thanks' | 'conversation';

/** What the customer was asked last: for a score, or what they gave it for. */
export type Asked = 'score' | 'comment' | null;

const most = 200;
const wordSet = (words: string) => new Set(words.trim().split(/\s+/u));
const numbers: Record<string, number> = {
  um: 1,
  uma: 1,
  dois: 2,
  duas: 2,
  tres: 3,
  quatro: 4,
  cinco: 5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  uno: 1,
  una: 1,
  dos: 2,
  cuatro: 4,
};
const about = wordSet(`
  nota note score rating estrela estrelas estrella estrellas star stars puntos pontos points`);
/** These alone are a thank-you… */
const thanking = wordSet(`
  obrigado obrigada obrigados obg obgd brigado brigada agradeco agradecido agradecida grato grata
  valeu vlw gratidao thanks thank thx tks ty cheers gracias agradezco ok okay blz beleza perfeito
  perfect perfecto vale listo certo`);
/** …and may have these beside them. */
const courtesy = wordSet(`
  muito muita mesmo voce voces vcs vc pela pelo ajuda atencao atendimento otimo otima bom boa
  tarde noite dia tchau ate mais logo abraco abracos por tudo de nada you very much so a lot for
  your the help all great bye have nice day good muchas muchisimas mil muy amable la su tu ayuda
  atencion todo adios hasta luego chau buen que tenga`);
const thankingSigns =
  /\u{1f44d}|\u{1f64f}|\u{1f44f}|\u{1f91d}|\u{1f60a}|\u{1f600}|\u{1f603}|\u{1f604}|\u{1f609}|\u{1f618}|\u{1f970}|\u{1f44c}|\u{2764}|\u{1f499}|\u{1f49a}|\u{1f49b}|\u{1f49c}|\u{1f9e1}/gu;
const unseen = /\u{fe0f}|\u{200d}|\p{Emoji_Modifier}/gu;
const stars = /^(?:\u{2b50}|\u{2b50}\u{fe0f}|\u{1f31f}|\u{2605})+$/u;

/** One to five, said with a digit, a word or stars, and nothing else; null for all other texts. */
export function scoreIn(text: string): number | null {
  if (text.length > most) return null;
  const bare = text.replaceAll(/\s/gu, '');
  if (stars.test(bare)) {
    const count = bare.replaceAll(unseen, '').match(/./gu)?.length ?? 0;
    return count <= 5 ? count : null;
  }
  const words = wordsOf(text.replaceAll('\u{20e3}', '').replaceAll('\u{2b50}', ' ')).filter(
    (word) => !about.has(word),
  );
  const [word, outOf] = words;
  if (!word || words.length > 2 || (words.length === 2 && outOf !== '5')) return null;
  const score = numbers[word] ?? (/^[1-5]$/.test(word) ? Number(word) : null);
  return words.length === 2 && !/[/]/.test(text) ? null : score;
}

/** Nothing but a thank-you or a goodbye, in a few words or signs. */
export function isThanks(text: string): boolean {
  if (text.length > most || text.includes('?')) return false;
  const words = wordsOf(text.replaceAll(unseen, '').replaceAll(thankingSigns, ' '));
  const signs = text.match(thankingSigns)?.length ?? 0;
  if (words.length > 8 || !words.every((word) => thanking.has(word) || courtesy.has(word))) return false;
  return words.some((word) => thanking.has(word)) || (words.length === 0 && signs > 0);
}

/** The rule. Whoever asks something, or sends anything but a text, wants an answer. */
export function answerAfterClosing(
  { kind, text }: { kind: MessageKind; text: string },
  asked: Asked,
): AfterClosing {
  if (kind !== 'text') return 'conversation';
  if (asked === 'score' && scoreIn(text) !== null) return 'score';
  if (isThanks(text)) return 'thanks';
  return asked === 'comment' && !text.includes('?') ? 'comment' : 'conversation';
}

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain.split(/[\s.,;:!¡/()*_~-]+/u).filter((word) => word !== '');
}
