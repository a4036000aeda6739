import type { Colleague } from '@ticketz/contract/users';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** Somebody has another picture, or none any more. */
    'avatar.changed': { companyId: string; colleague: Colleague };
  }
}
