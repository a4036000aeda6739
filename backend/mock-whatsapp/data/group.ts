import { randomInt } from 'node:crypto';
import type { Account } from './account.ts';

/** Whether a group's members see each other's numbers or only LIDs. */
export type Addressing = 'pn' | 'lid';

export type Role = 'superadmin' | 'admin' | 'member';

/** Where something for several people goes: a group, or the status list. */
export interface Audience {
  readonly jid: string;
  readonly addressing: Addressing;
}

/** A group as it is written to the state file: people by their numbers. */
export interface GroupState {
  id: string;
  subject: string;
  description?: string;
  addressing: Addressing;
  created: string;
  creator: string;
  members: [string, Role][];
}

/** A group, as the server knows it. */
export class GroupRecord implements Audience {
  readonly id: string;
  readonly addressing: Addressing;
  readonly created: Date;
  readonly creator: Account;
  readonly members: Map<Account, Role>;
  subject: string;
  subjectBy: Account;
  subjectAt: Date;
  description: string | undefined;
  descriptionId: string | undefined;
  /** A URL. */
  picture: string | undefined;
  /** How often a client has asked who is in it. */
  asked = 0;
  /** Only admins may write. */
  announce = false;
  inviteCode: string | undefined;

  constructor(o: {
    id?: string;
    subject: string;
    description?: string;
    addressing: Addressing;
    created?: Date;
    creator: Account;
    members: Map<Account, Role>;
  }) {
    this.created = o.created ?? new Date();
    this.id = o.id ?? newGroupId();
    this.addressing = o.addressing;
    this.creator = o.creator;
    this.members = o.members;
    this.subject = o.subject;
    this.subjectBy = o.creator;
    this.subjectAt = this.created;
    this.description = o.description;
  }

  get jid(): string {
    return `${this.id}@g.us`;
  }

  isAdmin(account: Account): boolean {
    const role = this.members.get(account);
    return role === 'admin' || role === 'superadmin';
  }

  toState(): GroupState {
    return {
      id: this.id,
      subject: this.subject,
      description: this.description,
      addressing: this.addressing,
      created: this.created.toISOString(),
      creator: this.creator.number,
      members: [...this.members].map(([account, role]) => [account.number, role]),
    };
  }
}

/** The address of a person towards an audience: number or LID. */
export function addressIn({ addressing }: Audience, account: Account): string {
  return addressing === 'lid' ? account.lidJid : account.jid;
}

// Like the real ones of today: 18 digits that begin with 120363.
function newGroupId(): string {
  return `120363${randomInt(10 ** 6, 10 ** 7 - 1)}${randomInt(10 ** 4, 10 ** 5 - 1)}`;
}
