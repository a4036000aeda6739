import { z } from 'zod';
import { instant } from './ids.ts';
import { userSummary } from './users.ts';

/** A point on the map. `name` and `address` are what the sender said of it. Degrees. `movedAt`: of a live one. */
export const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().max(300),
  address: z.string().max(500),
  movedAt: instant.optional(),
});
export type Location = z.infer<typeof location>;

/** A contact card. Phone numbers in E.164 digits without `+` where they are known to be on WhatsApp, else as written. */
export const contactCard = z.object({
  name: z.string().max(300),
  phones: z.array(z.object({ label: z.string().max(100), number: z.string().max(50) })).max(20),
  organization: z.string().max(300),
});
export type ContactCard = z.infer<typeof contactCard>;

/** A question with answers to choose from, as one sends it. */
export const outgoingPoll = z.strictObject({
  question: z.string().trim().min(1).max(255),
  options: z
    .array(z.string().trim().min(1).max(100))
    .min(2)
    .max(12)
    .refine((options) => new Set(options).size === options.length, { message: 'twice' }),
  severalAllowed: z.boolean(),
});
export type OutgoingPoll = z.infer<typeof outgoingPoll>;

/** What somebody says to an event that they are asked to. */
export const eventAnswers = ['going', 'maybe', 'not_going'] as const;
export type EventAnswer = (typeof eventAnswers)[number];

/** What happens to a group, as a line of its conversation tells it. */
export const groupChanges = [
  'created',
  'subject',
  'joined',
  'left',
  'removed',
  'promoted',
  'demoted',
] as const;
export type GroupChange = (typeof groupChanges)[number];

const move = z.object({ from: z.string().nullable(), to: z.string().nullable() });

/** What a message says beside its text and file, by its kind. Only the fields of its kind are there. */
export const messageDetails = z.object({
  location: location.optional(),
  contacts: z.array(contactCard).max(257).optional(),
  /** `votes`: how many have chosen each option, and whether the customer has. */
  poll: z
    .object({
      options: z
        .array(z.object({ name: z.string().max(300), votes: z.int(), byCustomer: z.boolean() }))
        .max(20),
      severalAllowed: z.boolean(),
    })
    .optional(),
  /** `answers`: of each who has answered; `name` null: the business. There once somebody has. */
  event: z
    .object({
      startsAt: instant.nullable(),
      place: z.string().max(500),
      canceled: z.boolean(),
      answers: z
        .array(z.object({ answer: z.enum(eventAnswers), name: z.string().max(300).nullable() }))
        .max(500)
        .optional(),
    })
    .optional(),
  /** The page behind a link of the text, as the sender's phone described it. Nothing is fetched from it. */
  preview: z
    .object({ url: z.string().max(2_000), title: z.string().max(500), description: z.string().max(1_000) })
    .optional(),
  /** Buttons or list rows that the customer is offered, or has been: shown, never pressed here. */
  options: z.array(z.string().max(300)).max(100).optional(),
  call: z.object({ video: z.boolean(), missed: z.boolean() }).optional(),
  /** Of a group's message: the members that its text names. `digits`: what stands behind the `@` in the text. */
  members: z
    .array(z.object({ digits: z.string().max(40), name: z.string().max(300) }))
    .max(100)
    .optional(),
  /** What happened to a group: to whom, and by whom where it wasn't themselves. */
  groupEvent: z
    .object({
      change: z.enum(groupChanges),
      names: z.array(z.string().max(300)).max(50),
      by: z.string().max(300).nullable(),
      subject: z.string().max(300).nullable(),
    })
    .optional(),
  /** Of a note: the colleagues that its text names with an `@` before the name. */
  mentions: z.array(userSummary).max(20).optional(),
  /** Of a note: its ticket went from one place to another, by the names that they had. Only what has changed. */
  transfer: z.object({ queue: move, assignee: move, connection: move }).partial().optional(),
});
export type MessageDetails = z.infer<typeof messageDetails>;
