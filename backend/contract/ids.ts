import { z } from 'zod';

/** Any row's id: a UUID (v7, so that ids sort by creation). In lower case, so that two can be compared as text. */
export const id = z.uuid().toLowerCase();

/** An instant as ISO 8601 in UTC, with milliseconds: `2026-11-21T10:58:01.000Z`. */
export const instant = z.iso.datetime();

/** Where the next page starts. Opaque to the client; a malformed one is a validation error. */
export const cursor = z.string().min(1).max(200);

/** How many rows of a page; the server's maximum is 100. */
export const limit = z.coerce.number<number>().int().min(1).max(100);
