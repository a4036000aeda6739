import type { GroupMetadata } from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import { toStorable } from '../../../core/storable-text.ts';
import type { ChannelGroup, ChannelListener } from '../channel.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { AccountIds } from './journal-entry.ts';
import type { LiveSocket } from './live-socket.ts';
import type { OwnedConnection } from './owned-connection.ts';
import { groupOf, personOf, sameIdentity } from './whatsapp-address.ts';

const maxSubjectLength = 300;
/** So many groups' members are remembered for sending: a hundred bytes for each of up to 1,024. */
const rememberedGroups = 100;
/** Notices tell of each change; should one get lost, it is asked for again. */
const rememberedMs = 15 * 60_000;

interface DirectoryOptions {
  owned: OwnedConnection;
  listener: ChannelListener;
  logger: Logger;
  account(): AccountIds;
}

/**
 * Asks WhatsApp what groups are called and who is in them: all when a connection opens, one when it is heard of first.
 * What it hears later comes as news of the group. A failure costs a name for a while, and is made up for next time.
 */
export class GroupDirectory {
  readonly #options: DirectoryOptions;
  readonly #known = new Set<string>();
  /** Whom a message to the group is encrypted for. */
  readonly #forSending = new BoundedCache<{ group: Recipients; at: number }>(rememberedGroups);
  /** Raised by whatever may have changed a group: what was asked before isn't remembered. */
  #changes = 0;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  async learnAll({ socket }: LiveSocket): Promise<void> {
    const { remember } = this.#asking();
    try {
      const all = await socket.groupFetchAllParticipating();
      for (const group of Object.values(all)) {
        remember(group);
        await this.#tell(group);
      }
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'The groups could not be asked for');
    }
  }

  async learn({ socket }: LiveSocket, group: string): Promise<void> {
    if (this.#known.has(group)) return;
    this.#known.add(group);
    const { remember } = this.#asking();
    try {
      const found = await socket.groupMetadata(`${group}@g.us`);
      remember(found);
      await this.#tell(found);
    } catch (error) {
      this.#known.delete(group);
      this.#options.logger.debug({ err: error }, 'A group could not be asked for');
    }
  }

  /** Who is in a group that is written to; asked for once, not with each message. */
  async recipients({ socket }: LiveSocket, address: string): Promise<Recipients> {
    const known = this.#forSending.get(address);
    if (known && Date.now() - known.at < rememberedMs) return known.group;
    const { remember } = this.#asking();
    return remember(await socket.groupMetadata(address));
  }

  /** Something has changed: with its next message it is asked for again. */
  forget(address: string): void {
    this.#changes += 1;
    this.#known.delete(groupOf(address) ?? '');
    this.#forSending.delete(address);
  }

  /** What happened while no connection was open hasn't been heard. */
  forgetRecipients(): void {
    this.#changes += 1;
    this.#forSending.clear();
  }

  #asking(): { remember(group: GroupMetadata): Recipients } {
    const before = this.#changes;
    return {
      remember: (found) => {
        const group = recipientsOf(found);
        if (before === this.#changes) this.#forSending.set(group.id, { group, at: Date.now() });
        return group;
      },
    };
  }

  async #tell({ id, subject, participants }: GroupMetadata): Promise<void> {
    const group = groupOf(id);
    if (!group) return;
    const { companyId, connectionId } = this.#options.owned;
    this.#known.add(group);
    await this.#options.listener.groupSeen({
      companyId,
      connectionId,
      group,
      subject: toStorable(subject ?? '', maxSubjectLength),
      members: participants.flatMap((participant) => this.#member(participant)),
    });
  }

  #member({ id, lid, phoneNumber, admin }: GroupMetadata['participants'][number]): ChannelGroup['members'] {
    const account = this.#options.account();
    const jids = [id, phoneNumber, lid];
    if (jids.some((jid) => sameIdentity(jid, account.id) || sameIdentity(jid, account.lid))) return [];
    const person = personOf(jids);
    return person ? [{ ...person, role: admin ?? 'member' }] : [];
  }
}

/** Of what WhatsApp tells of a group, what sending needs. */
type Recipients = Pick<
  GroupMetadata,
  'id' | 'subject' | 'owner' | 'participants' | 'addressingMode' | 'ephemeralDuration'
>;

function recipientsOf({
  id,
  owner,
  participants,
  addressingMode,
  ephemeralDuration,
}: GroupMetadata): Recipients {
  return {
    id,
    subject: '',
    owner,
    participants: participants.map((participant) => ({ id: participant.id })),
    ...(addressingMode && { addressingMode }),
    ...(ephemeralDuration && { ephemeralDuration }),
  };
}
