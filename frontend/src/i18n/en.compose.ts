import compose from './en/compose.json';

/** Where one writes, in English; it comes with the composer. Its shape is what the other languages must have. */
export const texts = { compose };
export type ComposeTexts = typeof texts;
