import compose from './es/compose.json';

export const texts = { compose };
