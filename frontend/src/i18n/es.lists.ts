import lists from './es/lists.json';

export const texts = { lists };
