import lists from './en/lists.json';

/** Filters, saved views and what is done to many tickets, in English; it comes when they are first used. Its shape is what the other languages must have. */
export const texts = { lists };
export type ListTexts = typeof texts;
