import type { GroupMetadata } from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import { toStorable } from '../../../core/storable-text.ts';
import type { ChannelGroup, ChannelListener } from '../channel.ts';
import type { AccountIds } from './journal-entry.ts';
import type { LiveSocket } from './live-socket.ts';
import type { OwnedConnection } from './owned-connection.ts';
import { groupOf, personOf, sameIdentity } from './whatsapp-address.ts';

const maxSubjectLength = 300;

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

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  async learnAll({ socket }: LiveSocket): Promise<void> {
    try {
      const all = await socket.groupFetchAllParticipating();
      for (const group of Object.values(all)) await this.#tell(group);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'The groups could not be asked for');
    }
  }

  async learn({ socket }: LiveSocket, group: string): Promise<void> {
    if (this.#known.has(group)) return;
    this.#known.add(group);
    try {
      await this.#tell(await socket.groupMetadata(`${group}@g.us`));
    } catch (error) {
      this.#known.delete(group);
      this.#options.logger.debug({ err: error }, 'A group could not be asked for');
    }
  }

  /** Something has changed: with its next message it is asked for again. */
  forget(address: string): void {
    this.#known.delete(groupOf(address) ?? '');
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
