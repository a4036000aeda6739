import type { SignaturePlace } from '@ticketz/contract/signatures';
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';

/** A business that uses the installation. Everything else belongs to one. */
export class Company extends Model<InferAttributes<Company>, InferCreationAttributes<Company>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare active: CreationOptional<boolean>;
  /** The company of those who run the installation; there is one. */
  declare operator: CreationOptional<boolean>;
  /** A closed ticket is taken up again when its customer writes within this time. */
  declare reopenMinutes: CreationOptional<number>;
  declare signatures: CreationOptional<SignaturePlace>;
  declare lastTicketNumber: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
}

export function initCompany(sequelize: Sequelize): void {
  Company.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('uuidv7()') },
      name: { type: DataTypes.TEXT, allowNull: false },
      active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      operator: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      reopenMinutes: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 120 },
      signatures: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'off' },
      lastTicketNumber: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { sequelize, tableName: 'companies' },
  );
}
