import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { languages } from './preferences.ts';

/** What a transcript holds at most; it says so at its end when there was more. */
export const transcriptLimits = { messages: 5_000, pictures: 200 } as const;

export const transcriptEndpoints = {
  /**
   * The conversation as a PDF, of whoever may read the ticket. `from` and `to` are days, both included, in `timeZone`.
   * `earlier`: also the contact's other tickets that the caller may see. Notes for colleagues only with `notes`.
   */
  downloadTranscript: endpoint({
    method: 'GET',
    path: '/files/exports/tickets/:ticketId',
    access: 'agent',
    transfer: 'download',
    params: z.object({ ticketId: id }),
    query: z.object({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      timeZone: z.string().max(64).optional(),
      language: z.enum(languages).optional(),
      notes: z.enum(['true']).optional(),
      earlier: z.enum(['true']).optional(),
    }),
    response: z.void(),
  }),
};
