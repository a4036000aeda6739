import type { WASocket } from '@whiskeysockets/baileys';
import { addressOf, identityOf } from './whatsapp-address.ts';

/** Which of these forms of a number WhatsApp knows, the first one first. */
export async function checkNumber(
  socket: WASocket,
  phones: string[],
): Promise<{ phone: string; address: string } | null> {
  const answers = await socket.onWhatsApp(...phones);
  if (!answers) throw new Error('WhatsApp did not answer');
  const known = answers.flatMap(({ jid, exists }) => {
    const [identity, address] = [identityOf(jid), addressOf(jid)];
    return exists && address && identity?.kind === 'phone' ? [{ phone: identity.value, address }] : [];
  });
  return phones.flatMap((phone) => known.filter((one) => one.phone === phone))[0] ?? known[0] ?? null;
}
