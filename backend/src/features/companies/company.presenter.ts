import type { Company } from '@ticketz/contract/companies';

export interface CompanyRow {
  id: string;
  name: string;
  active: boolean;
  operator: boolean;
  user_count: number;
  connection_count: number;
  created_at: Date;
}

export function presentCompany(row: CompanyRow): Company {
  return {
    id: row.id,
    name: row.name,
    active: row.active,
    operator: row.operator,
    userCount: row.user_count,
    connectionCount: row.connection_count,
    createdAt: row.created_at.toISOString(),
  };
}
