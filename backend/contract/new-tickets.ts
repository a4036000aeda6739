import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { ticket } from './tickets.ts';

/** `asked`: the answer is on its way, ask again in a moment. `failed`: the connection couldn't say. */
export const numberCheckStates = ['asked', 'found', 'not_found', 'failed'] as const;

/** Whether a number is on WhatsApp. `phoneNumber` is the form that WhatsApp knows, once it is found. */
export const numberCheck = z.object({
  id,
  state: z.enum(numberCheckStates),
  phoneNumber: z.string(),
  /** Whose it is, if they are a contact that the caller may see. */
  contact: contactSummary.nullable(),
});
export type NumberCheck = z.infer<typeof numberCheck>;

export const newTicketEndpoints = {
  /** Asks WhatsApp about a number through this connection; with and without Brazil's ninth digit. */
  checkNumber: endpoint({
    method: 'POST',
    path: '/connections/:connectionId/number-checks',
    access: 'agent',
    params: z.object({ connectionId: id }),
    body: z.strictObject({ phoneNumber: z.string().min(1).max(40) }),
    response: numberCheck,
  }),
  getNumberCheck: endpoint({
    method: 'GET',
    path: '/number-checks/:numberCheckId',
    access: 'agent',
    params: z.object({ numberCheckId: id }),
    response: numberCheck,
  }),
  /**
   * Opens a ticket for the caller, to a contact or a number that was found. Joins one that waits; `ticket_taken` with
   * `details.assignee` when a colleague has it.
   */
  openTicket: endpoint({
    method: 'POST',
    path: '/tickets',
    access: 'agent',
    body: z.union([
      z.strictObject({ connectionId: id, contactId: id }),
      z.strictObject({ numberCheckId: id }),
    ]),
    response: ticket,
  }),
};
