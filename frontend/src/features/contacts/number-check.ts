import { type NumberCheck, newTicketEndpoints } from '@ticketz/contract/new-tickets';
import { callApi } from '../../api/call-api.ts';

const askAgainMs = 400;
const longestMs = 25_000;

/** The process that holds the connection asks WhatsApp; the answer is looked for until it's there. */
export async function checkNumber(connectionId: string, phoneNumber: string): Promise<NumberCheck> {
  let check = await callApi(newTicketEndpoints.checkNumber, {
    params: { connectionId },
    body: { phoneNumber },
  });
  const deadline = Date.now() + longestMs;
  while (check.state === 'asked' && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    check = await callApi(newTicketEndpoints.getNumberCheck, { params: { numberCheckId: check.id } });
  }
  return check;
}
