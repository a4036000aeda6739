import type { Role } from '@ticketz/contract/endpoint';
import type { Language, ThemeChoice } from '@ticketz/contract/preferences';
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';

/** A person who works in a company. The same e-mail address in two companies is two users. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare companyId: CreationOptional<string>;
  declare id: CreationOptional<string>;
  declare name: string;
  declare email: string;
  declare passwordHash: string;
  declare role: Role;
  declare active: CreationOptional<boolean>;
  declare mustChangePassword: CreationOptional<boolean>;
  declare language: CreationOptional<Language | null>;
  declare theme: CreationOptional<ThemeChoice>;
  /** Under which this person sends; null: the name. */
  declare signature: CreationOptional<string | null>;
  declare signs: CreationOptional<boolean>;
  declare avatarId: CreationOptional<string | null>;
  /** When a socket of this person was last alive. */
  declare lastSeenAt: CreationOptional<Date | null>;
  /** Until when what is known of their sockets holds. */
  declare onlineUntil: CreationOptional<Date | null>;
  /** Since when they want no tickets given to them. */
  declare awaySince: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initUser(sequelize: Sequelize): void {
  User.init(
    {
      companyId: {
        type: DataTypes.UUID,
        primaryKey: true,
        defaultValue: literal('current_company_id()'),
      },
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('uuidv7()') },
      name: { type: DataTypes.TEXT, allowNull: false },
      email: { type: DataTypes.TEXT, allowNull: false },
      passwordHash: { type: DataTypes.TEXT, allowNull: false },
      role: { type: DataTypes.TEXT, allowNull: false },
      active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      mustChangePassword: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      language: { type: DataTypes.TEXT },
      theme: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'system' },
      signature: { type: DataTypes.TEXT },
      signs: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      avatarId: { type: DataTypes.UUID },
      lastSeenAt: { type: DataTypes.DATE },
      onlineUntil: { type: DataTypes.DATE },
      awaySince: { type: DataTypes.DATE },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { sequelize, tableName: 'users' },
  );
}
