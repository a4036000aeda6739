import type { User as UserAnswer } from '@ticketz/contract/users';
import { col, fn, Op, where } from 'sequelize';
import { User } from './user.model.ts';
import { presentUser } from './user.presenter.ts';

/** The company's users by name, those turned off too. `search` is part of a name (without regard to accents) or an address. */
export async function listUsers(search = ''): Promise<UserAnswer[]> {
  const text = fn('fold_text', search.trim());
  const contains = (column: string) =>
    where(fn('strpos', fn('fold_text', col(column)), text), { [Op.gt]: 0 });
  const users = await User.findAll({
    where: search.trim() ? { [Op.or]: [contains('name'), contains('email')] } : {},
    order: [[fn('lower', col('name')), 'ASC'], 'id'],
  });
  return users.map(presentUser);
}
