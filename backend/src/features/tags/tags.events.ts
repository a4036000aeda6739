import type { Tag } from '@ticketz/contract/tags';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'tag.changed': { companyId: string; tag: Tag };
    'tag.deleted': { companyId: string; tagId: string };
  }
}
