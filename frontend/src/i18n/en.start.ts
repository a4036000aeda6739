import auth from './en/auth.json';
import common from './en/common.json';
import errors from './en/errors.json';

/** What the log-in needs, in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = {
  common,
  errors,
  auth,
};
export type StartTexts = typeof texts;
