import type { CompanySettings } from '@ticketz/contract/settings';
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
  /** What it has chosen; what holds says `settingsFrom`. */
  declare settings: CreationOptional<Partial<CompanySettings>>;
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
      settings: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      lastTicketNumber: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { sequelize, tableName: 'companies' },
  );
}
