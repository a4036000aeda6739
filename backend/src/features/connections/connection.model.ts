import type {
  ConnectionReason,
  ConnectionState,
  GroupMode,
  linkMethods,
} from '@ticketz/contract/connections';
import type { Language } from '@ticketz/contract/preferences';
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';

export type LinkMethod = (typeof linkMethods)[number];

/** What we want of a connection: nothing, to be open, or to be logged out on WhatsApp and forgotten. */
export type Wanted = 'off' | 'on' | 'logged_out';

/**
 * An account on a channel. The web process writes what is wanted; the process that holds the lease (`ownerId` until
 * `leaseUntil`) writes how it is.
 */
export class Connection extends Model<InferAttributes<Connection>, InferCreationAttributes<Connection>> {
  declare companyId: CreationOptional<string>;
  declare id: CreationOptional<string>;
  declare name: string;
  declare channel: CreationOptional<'whatsapp'>;
  declare isDefault: CreationOptional<boolean>;
  declare wanted: CreationOptional<Wanted>;
  /** An account is linked: it can be opened without a person. */
  declare linked: CreationOptional<boolean>;
  declare state: CreationOptional<ConnectionState>;
  declare reason: CreationOptional<ConnectionReason | null>;
  declare phoneNumber: CreationOptional<string | null>;
  declare profileName: CreationOptional<string | null>;
  declare linkMethod: CreationOptional<LinkMethod | null>;
  declare linkPhoneNumber: CreationOptional<string | null>;
  declare linkValue: CreationOptional<string | null>;
  declare linkExpiresAt: CreationOptional<Date | null>;
  /** Rises with every wish of a person, so that an old wish's end can't overwrite a newer one. */
  declare requestNumber: CreationOptional<number>;
  declare retryAt: CreationOptional<Date | null>;
  declare connectedAt: CreationOptional<Date | null>;
  declare lastInboundAt: CreationOptional<Date | null>;
  declare lastOutboundAt: CreationOptional<Date | null>;
  declare ownerId: CreationOptional<string | null>;
  declare leaseUntil: CreationOptional<Date | null>;
  declare deletedAt: CreationOptional<Date | null>;
  /** Past conversations are taken over from the phone; how much of them is here. */
  declare importHistory: CreationOptional<boolean>;
  declare historyPercent: CreationOptional<number | null>;
  declare historyMessages: CreationOptional<number>;
  /** How it behaves: see `connectionSettings` in the contract. */
  declare groups: CreationOptional<GroupMode>;
  declare rejectCalls: CreationOptional<boolean>;
  declare callText: CreationOptional<string>;
  declare readReceipts: CreationOptional<boolean>;
  /** What it says by itself: see `connectionTexts` in the contract. */
  declare language: CreationOptional<Language>;
  declare greetingText: CreationOptional<string>;
  declare outOfHoursText: CreationOptional<string>;
  declare farewellText: CreationOptional<string>;
  declare transferText: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
}

export function initConnection(sequelize: Sequelize): void {
  Connection.init(
    {
      companyId: {
        type: DataTypes.UUID,
        primaryKey: true,
        defaultValue: literal('current_company_id()'),
      },
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('uuidv7()') },
      name: { type: DataTypes.TEXT, allowNull: false },
      channel: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'whatsapp' },
      isDefault: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      wanted: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'off' },
      linked: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      state: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'unlinked' },
      reason: { type: DataTypes.TEXT },
      phoneNumber: { type: DataTypes.TEXT },
      profileName: { type: DataTypes.TEXT },
      linkMethod: { type: DataTypes.TEXT },
      linkPhoneNumber: { type: DataTypes.TEXT },
      linkValue: { type: DataTypes.TEXT },
      linkExpiresAt: { type: DataTypes.DATE },
      requestNumber: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      retryAt: { type: DataTypes.DATE },
      connectedAt: { type: DataTypes.DATE },
      lastInboundAt: { type: DataTypes.DATE },
      lastOutboundAt: { type: DataTypes.DATE },
      ownerId: { type: DataTypes.TEXT },
      leaseUntil: { type: DataTypes.DATE },
      deletedAt: { type: DataTypes.DATE },
      importHistory: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      historyPercent: { type: DataTypes.SMALLINT },
      historyMessages: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      groups: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'ignored' },
      rejectCalls: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      callText: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      readReceipts: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      language: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'en' },
      greetingText: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      outOfHoursText: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      farewellText: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      transferText: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { sequelize, tableName: 'connections' },
  );
}
