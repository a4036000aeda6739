import type { StartTexts } from './en.start.ts';
import auth from './es/auth.json';
import common from './es/common.json';
import errors from './es/errors.json';

export const texts: StartTexts = {
  common,
  errors,
  auth,
};
