import type { Me } from '@ticketz/contract/auth';
import type { User } from '@ticketz/contract/users';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** A user was made or changed: as admins see it, and as the person does. */
    /** Somebody says that they are away, or back. */
    'colleague.went': { companyId: string; userId: string; away: boolean };
    'user.changed': { companyId: string; user: User; me: Me };
  }
}
