import type { CompanySettings } from '@ticketz/contract/settings';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'settings.changed': { companyId: string; settings: CompanySettings };
  }
}
