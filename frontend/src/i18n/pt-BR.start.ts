import type { StartTexts } from './en.start.ts';
import auth from './pt-BR/auth.json';
import common from './pt-BR/common.json';
import errors from './pt-BR/errors.json';

export const texts: StartTexts = {
  common,
  errors,
  auth,
};
