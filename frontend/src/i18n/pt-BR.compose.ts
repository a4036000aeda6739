import compose from './pt-BR/compose.json';

export const texts = { compose };
