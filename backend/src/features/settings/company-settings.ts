import './settings.events.ts';
import { roleIncludes } from '@ticketz/contract/endpoint';
import {
  type CompanySettings,
  type SettingKey,
  settingKeys,
  settingsFrom,
  settingTable,
} from '@ticketz/contract/settings';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';

interface Stored {
  settings: Partial<CompanySettings>;
}

/** What the current company has decided: one round trip. A query that needs one of them asks by `settingInSql`. */
export async function readSettings(): Promise<CompanySettings> {
  return present(await queryOne<Stored>('SELECT settings FROM companies'));
}

/** One of them. */
export async function settingOf<Key extends SettingKey>(key: Key): Promise<CompanySettings[Key]> {
  return (await readSettings())[key];
}

/** One of them as SQL of its own type, over the row `company` of `companies`. */
export function settingInSql(key: SettingKey, company: string): string {
  const { initial } = settingTable[key];
  const stored = `${company}.settings->>'${key}'`;
  if (typeof initial === 'string') return `coalesce(${stored}, '${initial.replaceAll("'", "''")}')`;
  return `coalesce((${stored})::${typeof initial === 'number' ? 'integer' : 'boolean'}, ${initial})`;
}

/** Changes what is named, as far as the person may. */
export async function updateSettings(
  { companyId, role }: Actor,
  changes: Partial<CompanySettings>,
): Promise<CompanySettings> {
  const named = settingKeys.filter((key) => changes[key] !== undefined);
  if (named.some((key) => !roleIncludes(role, settingTable[key].mayChange))) throw new AppError('forbidden');
  const settings = present(
    await queryOne<Stored>('UPDATE companies SET settings = settings || $1 RETURNING settings', [
      JSON.stringify(changes),
    ]),
  );
  publish('settings.changed', { companyId, settings });
  return settings;
}

function present(company: Stored | null): CompanySettings {
  if (!company) throw notFound();
  return settingsFrom(company.settings);
}
