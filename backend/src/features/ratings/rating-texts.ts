import type { Language } from '@ticketz/contract/preferences';

/** What a customer is asked after their ticket is closed. */
export const ratingQuestions: Record<Language, string> = {
  en: 'How did we do? Please answer with a number from 1 (poor) to 5 (great). You may add a comment after it.',
  'pt-BR':
    'Como foi o nosso atendimento? Responda com uma nota de 1 (ruim) a 5 (ótimo). Depois, se quiser, deixe um comentário.',
  es: '¿Cómo fue nuestra atención? Responda con un número del 1 (mala) al 5 (excelente). Después, si quiere, deje un comentario.',
};
