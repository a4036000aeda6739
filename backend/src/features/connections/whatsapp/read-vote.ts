import { createHash } from 'node:crypto';
import { decryptPollVote } from '@whiskeysockets/baileys';
import type { ChannelAuthor, ChannelChange } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import { addressOf } from './whatsapp-address.ts';

const ivLength = 12;

/**
 * The options that a vote chooses. It is encrypted with the poll's secret under the addresses of both people; phones
 * don't agree on whether these are numbers or LIDs, so each way is tried. Null when none fits.
 */
export function readVote(
  { change, target, direction, person, author }: ChannelChange,
  secret: Uint8Array,
  options: string[],
  account: AccountIds,
): string[] | null {
  if (change.kind !== 'vote') return null;
  const own = [addressOf(account.id), addressOf(account.lid)];
  const voters = direction === 'inbound' ? addressesOf(author ?? person) : own;
  const creators = target.direction === 'inbound' ? addressesOf(target.author ?? person) : own;
  const chosen = decrypt(change.vote, secret, target.channelMessageId, voters, creators);
  return chosen && options.filter((option) => chosen.has(sha256(option)));
}

function addressesOf({ phone, lid }: ChannelAuthor): (string | null)[] {
  return [phone && `${phone}@s.whatsapp.net`, lid && `${lid}@lid`];
}

function decrypt(
  vote: Buffer,
  pollEncKey: Uint8Array,
  pollMsgId: string,
  voters: (string | null)[],
  creators: (string | null)[],
): Set<string> | null {
  const sealed = { encIv: vote.subarray(0, ivLength), encPayload: vote.subarray(ivLength) };
  for (const voterJid of voters) {
    for (const pollCreatorJid of creators) {
      if (!voterJid || !pollCreatorJid) continue;
      try {
        const { selectedOptions } = decryptPollVote(sealed, {
          pollCreatorJid,
          pollMsgId,
          pollEncKey,
          voterJid,
        });
        return new Set((selectedOptions ?? []).map((hash) => Buffer.from(hash).toString('hex')));
      } catch {
        // Not under these addresses.
      }
    }
  }
  return null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
