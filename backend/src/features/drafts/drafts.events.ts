import type { Draft } from '@ticketz/contract/drafts';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'draft.saved': { companyId: string; userId: string; draft: Draft };
  }
}
