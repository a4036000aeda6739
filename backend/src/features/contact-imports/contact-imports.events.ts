import type { ContactImport } from '@ticketz/contract/contact-imports';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'contactImport.changed': { companyId: string; contactImport: ContactImport };
  }
}
