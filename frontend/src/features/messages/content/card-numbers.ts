import type { ContactCard } from '@ticketz/contract/message-details';

/** The numbers of a card that one may write to, each once. With a plus where they are known to be on WhatsApp. */
export function cardNumbers({ phones }: Pick<ContactCard, 'phones'>): string[] {
  const numbers = phones
    .map(({ number }) => (/^\d{6,15}$/.test(number) ? `+${number}` : number.trim()))
    .filter((number) => number.length <= 40 && /^[+\d\s().-]+$/.test(number) && /(\d\D*){8}/.test(number));
  return [...new Set(numbers)];
}
