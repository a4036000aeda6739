import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';

/** One log-in of a person on one device. */
export class Session extends Model<InferAttributes<Session>, InferCreationAttributes<Session>> {
  declare companyId: CreationOptional<string>;
  declare id: CreationOptional<string>;
  declare userId: string;
  /** Of the refresh token that counts, and of the one before it. */
  declare tokenHash: Buffer;
  declare previousTokenHash: CreationOptional<Buffer | null>;
  declare rotatedAt: CreationOptional<Date>;
  declare userAgent: string;
  declare ipAddress: string;
  declare createdAt: CreationOptional<Date>;
  declare lastUsedAt: CreationOptional<Date>;
  declare expiresAt: Date;
  declare revokedAt: CreationOptional<Date | null>;
}

export function initSession(sequelize: Sequelize): void {
  Session.init(
    {
      companyId: {
        type: DataTypes.UUID,
        primaryKey: true,
        defaultValue: literal('current_company_id()'),
      },
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('uuidv7()') },
      userId: { type: DataTypes.UUID, allowNull: false },
      tokenHash: { type: DataTypes.BLOB, allowNull: false },
      previousTokenHash: { type: DataTypes.BLOB },
      rotatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      userAgent: { type: DataTypes.TEXT, allowNull: false },
      ipAddress: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      lastUsedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      revokedAt: { type: DataTypes.DATE },
    },
    { sequelize, tableName: 'sessions' },
  );
}
