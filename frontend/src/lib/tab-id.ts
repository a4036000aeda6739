import { uuidv7 } from './uuid.ts';

/** This browser tab, as long as its page lives. */
export const tabId = uuidv7();
