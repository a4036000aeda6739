import type { Account } from '../data/account.ts';
import { type Addressing, addressIn, type GroupRecord, type Role } from '../data/group.ts';
import {
  changeAnnounce,
  changeDescription,
  changeGroupPicture,
  changeMembers,
  changeSubject,
} from '../server/groups.ts';
import type { Network } from '../server/network.ts';
import type { ChatMessage } from './chat-message.ts';

/** Somebody of the mock: a phone, or a customer. */
export interface Someone {
  readonly account: Account;
}

/** Who is in a group. */
export interface GroupMember {
  number: string;
  name: string;
  /** Their address in this group: number or LID. */
  jid: string;
  role: Role;
}

/** A group of phones and customers. Write in it with a member's own `send…` methods. */
export class Group {
  /** What the server knows of it. Not for test authors. */
  readonly record: GroupRecord;
  private readonly network: Network;

  constructor(network: Network, record: GroupRecord) {
    this.network = network;
    this.record = record;
  }

  /** `DIGITS@g.us`. */
  get jid(): string {
    return this.record.jid;
  }

  /** How often a client has asked who is in it. */
  get timesAsked(): number {
    return this.record.asked;
  }

  get subject(): string {
    return this.record.subject;
  }

  get description(): string | undefined {
    return this.record.description;
  }

  /** Whether members see each other's numbers or only LIDs. */
  get addressing(): Addressing {
    return this.record.addressing;
  }

  get members(): GroupMember[] {
    return [...this.record.members].map(([account, role]) => ({
      number: account.number,
      name: account.name,
      jid: addressIn(this.record, account),
      role,
    }));
  }

  /** A person's address in this group, to be mentioned by. */
  addressOf({ account }: Someone): string {
    return addressIn(this.record, account);
  }

  add(by: Someone, ...people: Someone[]): void {
    this.changeMembers(by, 'add', people);
  }

  /** Puts people out; who removes themself leaves. From then on everybody writes with a new key. */
  remove(by: Someone, ...people: Someone[]): void {
    this.changeMembers(by, 'remove', people);
  }

  leave(person: Someone): void {
    this.changeMembers(person, 'remove', [person]);
  }

  promote(by: Someone, ...people: Someone[]): void {
    this.changeMembers(by, 'promote', people);
  }

  demote(by: Someone, ...people: Someone[]): void {
    this.changeMembers(by, 'demote', people);
  }

  setSubject(by: Someone, subject: string): void {
    changeSubject(this.network, this.record, by.account, subject);
  }

  setDescription(by: Someone, description: string | undefined): void {
    changeDescription(this.network, this.record, by.account, description);
  }

  /** Only admins may write, or everybody. */
  setAnnounce(by: Someone, announce: boolean): void {
    changeAnnounce(this.network, this.record, by.account, announce);
  }

  /** A URL, or nothing for no picture. */
  setPicture(by: Someone, url: string | undefined): void {
    changeGroupPicture(this.network, this.record, by.account, url);
  }

  private changeMembers(by: Someone, change: Parameters<typeof changeMembers>[3], people: Someone[]): void {
    const accounts = people.map(({ account }) => account);
    changeMembers(this.network, this.record, by.account, change, accounts);
  }
}

/** Under what a chat with somebody or in a group is kept. Not for test authors. */
export function peerOf(where: Someone | Group): Account | GroupRecord {
  return where instanceof Group ? where.record : where.account;
}

/** The ids of messages, by the number of who wrote them. Not for test authors. */
export function byAuthor(messages: ChatMessage[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { author, id } of messages) found.set(author, [...(found.get(author) ?? []), id]);
  return found;
}
