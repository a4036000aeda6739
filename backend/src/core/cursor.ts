import { z } from 'zod';
import { AppError } from './errors.ts';

/** A place in a list that sorts by a time and an id. */
export interface Place {
  at: string;
  id: string;
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** A place as the opaque text that the API gives out. */
export function encodeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** The place of a cursor. Throws `validation_failed` for a text that we didn't give out. */
export function decodeCursor(cursor: string): Place {
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at, id };
  } catch (error) {
    throw new AppError('validation_failed', {
      cause: error,
      issues: [{ path: 'cursor', code: 'invalid_format', message: 'not a cursor of this API' }],
    });
  }
}
