import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';

/** Who sees something of the account. `contacts_except`: chosen on the phone, with a list that only the phone has. */
export const audiences = ['all', 'contacts', 'contacts_except', 'none'] as const;
export type Audience = (typeof audiences)[number];

export const onlineAudiences = ['all', 'same_as_last_seen'] as const;
export const groupAudiences = ['all', 'contacts', 'contacts_except'] as const;

/** What WhatsApp shows of the linked account. Null: something that this version doesn't know. */
export const accountPrivacy = z.object({
  lastSeen: z.enum(audiences).nullable(),
  online: z.enum(onlineAudiences).nullable(),
  picture: z.enum(audiences).nullable(),
  about: z.enum(audiences).nullable(),
  /** Others see that their messages were read, and the account sees it of others. */
  readReceipts: z.boolean().nullable(),
  /** Who may add the account to groups. */
  groupAdd: z.enum(groupAudiences).nullable(),
});
export type AccountPrivacy = z.infer<typeof accountPrivacy>;

export const privacyChanges = z.strictObject({
  lastSeen: z.enum(audiences).exclude(['contacts_except']).optional(),
  online: z.enum(onlineAudiences).optional(),
  picture: z.enum(audiences).exclude(['contacts_except']).optional(),
  about: z.enum(audiences).exclude(['contacts_except']).optional(),
  readReceipts: z.boolean().optional(),
  groupAdd: z.enum(groupAudiences).exclude(['contacts_except']).optional(),
});
export type PrivacyChanges = z.infer<typeof privacyChanges>;

const connectionParams = z.object({ connectionId: id });

/**
 * Both ask WhatsApp itself, through the process that holds the connection: `connection_not_open` where there is none,
 * `whatsapp_silent` and `whatsapp_refused`.
 */
export const accountPrivacyEndpoints = {
  getAccountPrivacy: endpoint({
    method: 'GET',
    path: '/connections/:connectionId/privacy',
    access: 'admin',
    params: connectionParams,
    response: accountPrivacy,
  }),
  /** Answers how it is then. */
  changeAccountPrivacy: endpoint({
    method: 'PATCH',
    path: '/connections/:connectionId/privacy',
    access: 'admin',
    params: connectionParams,
    body: privacyChanges,
    response: accountPrivacy,
  }),
};
