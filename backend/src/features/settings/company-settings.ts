import './settings.events.ts';
import type { CompanySettings } from '@ticketz/contract/settings';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { Company } from '../companies/company.model.ts';

export async function readSettings({ companyId }: Actor): Promise<CompanySettings> {
  return present(await Company.findByPk(companyId));
}

/** Changes what is named. */
export async function updateSettings(
  { companyId }: Actor,
  changes: Partial<CompanySettings>,
): Promise<CompanySettings> {
  const company = await Company.findByPk(companyId, { lock: true });
  const settings = present(await (company?.update(changes) ?? null));
  publish('settings.changed', { companyId, settings });
  return settings;
}

function present(company: Company | null): CompanySettings {
  if (!company) throw notFound();
  return { signatures: company.signatures };
}
