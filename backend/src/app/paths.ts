import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder: from source (`backend/src/app`) and from the build (`backend/dist/src/app`). */
const here = fileURLToPath(new URL('.', import.meta.url));
const isBuilt = /[\\/]dist[\\/]src[\\/]app[\\/]$/.test(here);

/** A path as the operator means it: a relative one starts at the project's folder, wherever the command was typed. */
export function inProject(...parts: string[]): string {
  return resolve(here, isBuilt ? '../../../..' : '../../..', ...parts);
}
