import { EventEmitter } from 'node:events';
import { type Logger, pino } from 'pino';
import { Account } from '../data/account.ts';
import { type Addressing, GroupRecord, type GroupState, type Role } from '../data/group.ts';
import { deriveLid } from '../data/jid.ts';
import { StateFile } from '../data/state-file.ts';
import { openGroup } from '../server/groups.ts';
import { Network } from '../server/network.ts';
import { Server } from '../server/server.ts';
import { Customer, type CustomerState } from './customer.ts';
import type { MockEvents, MockListeners } from './events.ts';
import { Faults } from './faults.ts';
import { Group, type Someone } from './group.ts';
import { Phone } from './phone.ts';
import type { PhoneState, PhoneWorld } from './receiving-phone.ts';
import { type MockState, pack, unpack } from './state.ts';
import type { News } from './world.ts';

/** Where to listen, and what to remember. Everything has a default. */
export interface MockWhatsAppOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** The port of the WebSocket; default: a free one. */
  port?: number;
  /** The port of the media host; default: a free one. */
  mediaPort?: number;
  /** A file that keeps accounts, keys, linked devices, queues and chats over restarts. Default: memory only. */
  stateFile?: string;
  /** Default: silent. */
  logger?: Logger;
}

/** Who is on WhatsApp. `number`: digits with country code. Without `lid` one is derived from the number. */
export interface PersonOptions {
  number: string;
  name: string;
  /** The digits of the LID. */
  lid?: string;
  /** The profile picture: a URL that the server gives out as it is. */
  picture?: string;
}

export interface CustomerOptions extends PersonOptions {
  /** Whether their messages come from the phone number (default) or from the LID. */
  addressing?: 'phone' | 'lid';
}

/** A WhatsApp on this machine: the server, and the people on it. */
export class MockWhatsApp {
  readonly faults: Faults;
  private readonly network: Network;
  private readonly server: Server;
  private readonly phonesByAccount = new Map<Account, Phone>();
  private readonly customersByAccount = new Map<Account, Customer>();
  private readonly groupsByRecord = new WeakMap<GroupRecord, Group>();
  private readonly events = new EventEmitter();
  private readonly stateFile: StateFile<MockState> | undefined;
  private readonly world: PhoneWorld;
  private address = '';
  private stopped = false;

  private constructor(options: MockWhatsAppOptions) {
    const logger = options.logger ?? pino({ level: 'silent' });
    this.network = new Network(
      logger,
      {
        device: (device, change) => this.phonesByAccount.get(device.account)?.deviceChanged(device, change),
        linking: (offer) => this.announceLinking(offer),
        pushed: (account, { attrs }) => this.pushed(account, attrs.from, attrs.id),
        changed: () => this.changed(),
      },
      options.stateFile && `${options.stateFile}.media`,
    );
    this.server = new Server(this.network);
    this.faults = new Faults(this.network);
    this.events.setMaxListeners(0);
    this.world = this.makeWorld();
    const { stateFile } = options;
    if (!stateFile) return;
    const state = StateFile.load<MockState>(stateFile);
    if (state) this.restore(state);
    const failed = (err: unknown) => logger.error({ err, stateFile }, 'the state file cannot be written');
    this.stateFile = new StateFile(stateFile, () => this.toState(), failed);
  }

  /** Starts a server; it is listening when this resolves. */
  static async start(options: MockWhatsAppOptions = {}): Promise<MockWhatsApp> {
    const mock = new MockWhatsApp(options);
    const { host = '127.0.0.1', port = 0, mediaPort = 0 } = options;
    mock.address = await mock.server.listen(host, port, mediaPort);
    return mock;
  }

  /** For Baileys' `waWebSocketUrl`. */
  get url(): string {
    return this.address;
  }

  /** `HOST:PORT` of the media host (https). */
  get mediaHost(): string {
    return this.network.mediaHost;
  }

  /** The media host's certificate (PEM), for `NODE_EXTRA_CA_CERTS` or an agent's `ca`. */
  get mediaCertificate(): string {
    return this.server.mediaCertificate;
  }

  /** All phones, in the order they were added. */
  get phones(): Phone[] {
    return [...this.phonesByAccount.values()];
  }

  /** All customers, in the order they were added. */
  get customers(): Customer[] {
    return [...this.customersByAccount.values()];
  }

  /** Adds an account with a phone. With a `stateFile`, a number that is already there is returned as it is. */
  addPhone(options: PersonOptions): Phone {
    const existing = this.phones.find(({ number }) => number === options.number);
    if (existing) return existing;
    const phone = this.placePhone(this.newAccount(options));
    this.emit('people', { phone });
    this.stateFile?.touch();
    return phone;
  }

  /** Adds a person who can write to phones. With a `stateFile`, a number that is already there is returned as it is. */
  addCustomer(options: CustomerOptions): Customer {
    const existing = this.customers.find(({ number }) => number === options.number);
    if (existing) return existing;
    const { addressing } = options;
    const customer = this.placeCustomer(this.newAccount(options), { addressing });
    this.emit('people', { customer });
    this.stateFile?.touch();
    return customer;
  }

  /** Opens a group. Who opens it is its admin; the others are told. */
  createGroup(o: { subject: string; by: Someone; members: Someone[]; addressing?: Addressing }): Group {
    const creator = o.by.account;
    const members = new Map<Account, Role>([[creator, 'superadmin']]);
    for (const { account } of o.members) if (account !== creator) members.set(account, 'member');
    const { subject, addressing = 'lid' } = o;
    const record = new GroupRecord({ subject, addressing, creator, members });
    openGroup(this.network, record);
    return this.groupOf(record);
  }

  /** All groups, also those that clients have opened. */
  get groups(): Group[] {
    return [...this.network.groups.values()].map((record) => this.groupOf(record));
  }

  /** The phone with this number; throws when there is none. */
  phone(number: string): Phone {
    const phone = this.phones.find((one) => one.number === number);
    if (!phone) throw new Error(`There is no phone with the number ${number}.`);
    return phone;
  }

  /** The customer with this number; throws when there is none. */
  customer(number: string): Customer {
    const customer = this.customers.find((one) => one.number === number);
    if (!customer) throw new Error(`There is no customer with the number ${number}.`);
    return customer;
  }

  /** Calls `listener` at each event; returns the way to stop it. */
  on<K extends keyof MockListeners>(event: K, listener: (event: MockListeners[K]) => void): () => void {
    this.events.on(event, listener);
    return () => {
      this.events.off(event, listener);
    };
  }

  /** Cuts all connections, writes the state file, frees the ports. */
  async stop(): Promise<void> {
    await this.server.stop();
    this.stopped = true;
    await this.stateFile?.flush();
  }

  private emit<K extends keyof MockEvents>(type: K, event: MockEvents[K]): void {
    this.events.emit(type, event);
    this.events.emit('change', { type, ...event });
  }

  private makeWorld(): PhoneWorld {
    const { network, server } = this;
    return {
      network,
      desk: server.desk,
      codes: server.codes,
      customerOf: (account) => this.customersByAccount.get(account),
      tell: (news) => this.pass(news),
      changed: (account) => {
        const customer = this.customersByAccount.get(account);
        if (customer) this.emit('people', { customer });
      },
      deviceChanged: (device, account, change) => {
        const phone = this.phonesByAccount.get(account);
        if (phone) this.emit('device', { phone, device, change });
      },
    };
  }

  // Chats of two phones aren't shown on any page.
  private pass(news: News): void {
    if (news.type === 'group') {
      this.emit('group', { group: this.groupOf(news.group) });
      return;
    }
    const phone = this.phonesByAccount.get(news.phone);
    const customer = this.customersByAccount.get(news.customer);
    if (!phone || !customer) return;
    if (news.type === 'typing') {
      this.emit('typing', { from: news.from, phone, customer, state: news.state });
      return;
    }
    this.emit(news.type, { owner: news.owner, phone, customer, message: news.message });
  }

  private pushed(phone: Account, from: string | undefined, id: string | undefined): void {
    const author = this.network.account(from);
    if (author && id) this.customersByAccount.get(author)?.pushed(phone, id);
  }

  private changed(): void {
    for (const phone of this.phonesByAccount.values()) phone.lookAgain();
    this.stateFile?.touch();
  }

  private announceLinking(offer: { method: 'qr' } | { method: 'code'; account: Account }): void {
    if (offer.method === 'qr') {
      this.emit('linking', offer);
      return;
    }
    const phone = this.phonesByAccount.get(offer.account);
    if (phone) this.emit('linking', { method: 'code', phone });
  }

  private groupOf(record: GroupRecord): Group {
    const existing = this.groupsByRecord.get(record);
    if (existing) return existing;
    const created = new Group(this.network, record);
    this.groupsByRecord.set(record, created);
    return created;
  }

  private newAccount({ number, name, lid, picture }: PersonOptions): Account {
    if (!/^\d{5,15}$/.test(number))
      throw new Error(`"${number}" is no number: digits with country code, please.`);
    if (this.network.accounts.has(number)) throw new Error(`${number} is on WhatsApp already.`);
    const account = new Account({
      number,
      name,
      lid: (lid ?? deriveLid(number)).replace(/@lid$/, ''),
      picture,
    });
    this.network.addAccount(account);
    return account;
  }

  private placePhone(account: Account, state?: Partial<PhoneState>): Phone {
    const phone = new Phone(this.world, account, state);
    this.phonesByAccount.set(account, phone);
    this.network.residents.set(account, phone);
    return phone;
  }

  private placeCustomer(account: Account, state?: Partial<CustomerState>): Customer {
    const customer = new Customer(this.world, account, state);
    this.customersByAccount.set(account, customer);
    this.network.residents.set(account, customer);
    return customer;
  }

  // Accounts first: chats name each other's. After a crash sessions start anew: their counters may be too old.
  private restore(state: MockState): void {
    if (state.version !== 1)
      throw new Error("The mock's state file is of another version: delete it to start anew.");
    const load = (saved: MockState['phones'][number]['account']) => {
      const account = new Account(saved);
      if (!state.complete) account.keys.forgetSessions();
      this.network.addAccount(account);
      return account;
    };
    const phones = state.phones.map((saved) => ({ ...saved, account: load(saved.account) }));
    const customers = state.customers.map((saved) => ({ ...saved, account: load(saved.account) }));
    for (const group of state.groups ?? []) this.restoreGroup(group);
    for (const { account, phone } of phones) this.placePhone(account, unpack(phone));
    for (const { account, customer } of customers) this.placeCustomer(account, unpack(customer));
  }

  private restoreGroup({ members, creator, created, ...saved }: GroupState): void {
    const { accounts, groups } = this.network;
    const found = members.flatMap(([number, role]): [Account, Role][] => {
      const account = accounts.get(number);
      return account ? [[account, role]] : [];
    });
    const opener = accounts.get(creator) ?? found[0]?.[0];
    if (!opener) return;
    const record = new GroupRecord({
      ...saved,
      created: new Date(created),
      creator: opener,
      members: new Map(found),
    });
    groups.set(record.jid, record);
  }

  private toState(): MockState {
    return {
      version: 1,
      complete: this.stopped,
      groups: [...this.network.groups.values()].map((group) => group.toState()),
      phones: this.phones.map((phone) => ({
        account: phone.account.toState(),
        phone: pack(phone.toState()),
      })),
      customers: this.customers.map((customer) => ({
        account: customer.account.toState(),
        customer: pack(customer.toState()),
      })),
    };
  }
}
