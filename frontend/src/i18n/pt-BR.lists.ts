import lists from './pt-BR/lists.json';

export const texts = { lists };
