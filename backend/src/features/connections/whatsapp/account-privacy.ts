import {
  type AccountPrivacy,
  type Audience,
  audiences,
  groupAudiences,
  type PrivacyChanges,
} from '@ticketz/contract/account-privacy';
import type { WASocket } from '@whiskeysockets/baileys';

/** WhatsApp's words for them. */
const words = {
  all: 'all',
  contacts: 'contacts',
  contacts_except: 'contact_blacklist',
  none: 'none',
} as const;

/** What WhatsApp shows of the account at this moment. */
export async function readPrivacy(socket: WASocket): Promise<AccountPrivacy> {
  const said = await socket.fetchPrivacySettings(true);
  const groupAdd = audienceOf(said.groupadd);
  return {
    lastSeen: audienceOf(said.last),
    online: said.online === 'all' ? 'all' : said.online === 'match_last_seen' ? 'same_as_last_seen' : null,
    picture: audienceOf(said.profile),
    about: audienceOf(said.status),
    readReceipts: said.readreceipts === 'all' ? true : said.readreceipts === 'none' ? false : null,
    groupAdd: groupAudiences.find((one) => one === groupAdd) ?? null,
  };
}

/** One after the other: what was changed before something is refused stays changed. */
export async function changePrivacy(socket: WASocket, changes: PrivacyChanges): Promise<AccountPrivacy> {
  const { lastSeen, online, picture, about, readReceipts, groupAdd } = changes;
  if (lastSeen) await socket.updateLastSeenPrivacy(words[lastSeen]);
  if (online) await socket.updateOnlinePrivacy(online === 'all' ? 'all' : 'match_last_seen');
  if (picture) await socket.updateProfilePicturePrivacy(words[picture]);
  if (about) await socket.updateStatusPrivacy(words[about]);
  if (readReceipts !== undefined) await socket.updateReadReceiptsPrivacy(readReceipts ? 'all' : 'none');
  if (groupAdd) await socket.updateGroupsAddPrivacy(words[groupAdd]);
  return readPrivacy(socket);
}

function audienceOf(word: string | undefined): Audience | null {
  return audiences.find((audience) => words[audience] === word) ?? null;
}
