import type { Contact } from '@ticketz/contract/contacts';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'contact.renamed': { companyId: string; contact: Contact };
  }
}
