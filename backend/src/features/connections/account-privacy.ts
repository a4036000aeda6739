import { type AccountPrivacy, accountPrivacy, type PrivacyChanges } from '@ticketz/contract/account-privacy';
import { askChannel } from './ask-channel.ts';

/** What WhatsApp shows of the account behind a connection, as WhatsApp itself says. */
export async function readPrivacy(companyId: string, connectionId: string): Promise<AccountPrivacy> {
  return accountPrivacy.parse(await askChannel(companyId, connectionId, { kind: 'privacy' }));
}

export async function changePrivacy(
  companyId: string,
  connectionId: string,
  changes: PrivacyChanges,
): Promise<AccountPrivacy> {
  return accountPrivacy.parse(await askChannel(companyId, connectionId, { kind: 'change_privacy', changes }));
}
