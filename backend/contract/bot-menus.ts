import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { file } from './files.ts';
import { id, instant } from './ids.ts';
import { messageKinds } from './messages.ts';
import { userSummary } from './users.ts';

/** So much a menu may be. Whoever reads it on a phone gets lost long before. */
export const mostBotOptions = 100;
export const mostBotSiblings = 20;
export const mostBotDepth = 6;
export const botTextLength = 2_000;

const key = z.string().min(1).max(40);
const text = z.string().max(botTextLength);
const revision = z.int().min(1).max(2_147_483_647);

/** What an option leads to. `back`: to the menu that it stands in; `person`: to people, without a queue of its own; `end` closes the ticket. */
export const botTarget = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('queue'), queueId: id }),
  z.strictObject({ to: z.literal('menu') }),
  z.strictObject({ to: z.literal('person') }),
  z.strictObject({ to: z.literal('back') }),
  z.strictObject({ to: z.literal('start') }),
  z.strictObject({ to: z.literal('jump'), key }),
  z.strictObject({ to: z.literal('end') }),
]);
export type BotTarget = z.infer<typeof botTarget>;

/**
 * An option of the menu that `parentKey` leads to; null: of the main menu. Customers choose it by its number among its
 * siblings, by its label or by one of `words`. `text` and the file are what they are told then.
 */
export const botOption = z.strictObject({
  key,
  parentKey: key.nullable(),
  label: z.string().trim().max(60),
  words: z.array(z.string().trim().min(1).max(40)).max(10),
  text,
  fileId: id.nullable(),
  leadsTo: botTarget,
});
export type BotOption = z.infer<typeof botOption>;

/**
 * A whole menu. The options stand in the order in which they are shown, each after the one it belongs to. `missText`: what
 * somebody is told whom the bot didn't understand; after `mostMisses` times they get a person. `personText`: what
 * they are told then. `known`: where somebody goes who was in a queue before.
 */
export const botTree = z.strictObject({
  text,
  fileId: id.nullable(),
  options: z.array(botOption).max(mostBotOptions),
  missText: text,
  mostMisses: z.int().min(1).max(5),
  personText: text,
  fallbackQueueId: id.nullable(),
  known: z.enum(['menu', 'last_queue']),
  backLabel: z.string().trim().max(60),
});
export type BotTree = z.infer<typeof botTree>;

/** What keeps a menu from being published. `key`: at which option; null: at the main menu. */
export const botProblemCodes = [
  'no_text',
  'no_options',
  'too_many_options',
  'no_label',
  'same_word',
  'same_key',
  'no_parent',
  'too_deep',
  'unknown_queue',
  'unknown_target',
  'unknown_file',
] as const;
export const botProblem = z.object({ key: key.nullable(), code: z.enum(botProblemCodes) });
export type BotProblem = z.infer<typeof botProblem>;

/** Of a connection, or with null of all that have none of their own. `active` false: no bot there. */
export const botMenuSummary = z.object({
  id,
  connectionId: id.nullable(),
  active: z.boolean(),
  published: z.object({ number: z.int(), at: instant, by: userSummary.nullable() }).nullable(),
  /** The draft says something else than what is published. */
  changed: z.boolean(),
});
export type BotMenuSummary = z.infer<typeof botMenuSummary>;

/** `revision` rises with each saving: who saves over another one's gets `menu_changed`. */
export const botMenu = botMenuSummary.extend({
  draft: botTree,
  /** What customers get. */
  live: botTree.nullable(),
  revision,
  /** Of the draft. */
  problems: z.array(botProblem),
  /** Those that the draft names. */
  files: z.array(file),
});
export type BotMenu = z.infer<typeof botMenu>;

/** Where somebody is with the bot; null: they have nothing to do with it any more. `at`: the menu they look at. */
export const botState = z.object({
  at: key.nullable(),
  misses: z.int().min(0).max(100),
  greeted: z.boolean(),
});
export type BotState = z.infer<typeof botState>;

/** Why somebody comes to people. `silent`: the bot is not to answer them. */
export const botReasons = ['chosen', 'asked', 'misses', 'loop', 'known', 'silent'] as const;
export type BotReason = (typeof botReasons)[number];

/** What the bot does in one turn, in this order. */
export const botEffect = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string(), fileId: id.nullable() }),
  z.object({ do: z.literal('handOver'), queueId: id.nullable(), because: z.enum(botReasons) }),
  z.object({ do: z.literal('close') }),
]);
export type BotEffect = z.infer<typeof botEffect>;

const menuParams = z.object({ menuId: id });
const access = 'admin';

export const botMenuEndpoints = {
  listBotMenus: endpoint({
    method: 'GET',
    path: '/bot-menus',
    access,
    response: z.object({ items: z.array(botMenuSummary) }),
  }),
  /** A draft, nothing that customers see. There is one for each connection: `menu_exists`. */
  createBotMenu: endpoint({
    method: 'POST',
    path: '/bot-menus',
    access,
    body: z.strictObject({ connectionId: id.nullable(), draft: botTree }),
    response: botMenu,
  }),
  getBotMenu: endpoint({
    method: 'GET',
    path: '/bot-menus/:menuId',
    access,
    params: menuParams,
    response: botMenu,
  }),
  saveBotDraft: endpoint({
    method: 'PUT',
    path: '/bot-menus/:menuId/draft',
    access,
    params: menuParams,
    body: z.strictObject({ draft: botTree, revision }),
    response: botMenu,
  }),
  /** What is saved is what customers get from now on. With problems: `menu_incomplete`. */
  publishBotMenu: endpoint({
    method: 'POST',
    path: '/bot-menus/:menuId/publish',
    access,
    params: menuParams,
    body: z.strictObject({ revision }),
    response: botMenu,
  }),
  switchBotMenu: endpoint({
    method: 'PATCH',
    path: '/bot-menus/:menuId',
    access,
    params: menuParams,
    body: z.strictObject({ active: z.boolean() }),
    response: botMenu,
  }),
  deleteBotMenu: endpoint({
    method: 'DELETE',
    path: '/bot-menus/:menuId',
    access,
    params: menuParams,
    response: z.void(),
  }),
  /** What was published, the newest first. */
  listBotVersions: endpoint({
    method: 'GET',
    path: '/bot-menus/:menuId/versions',
    access,
    params: menuParams,
    response: z.object({
      items: z.array(
        z.object({ number: z.int(), at: instant, by: userSummary.nullable(), options: z.int() }),
      ),
    }),
  }),
  /** Makes the draft what was published then. */
  restoreBotVersion: endpoint({
    method: 'POST',
    path: '/bot-menus/:menuId/restore',
    access,
    params: menuParams,
    body: z.strictObject({ number: z.int().min(1).max(1_000_000) }),
    response: botMenu,
  }),
  /** Takes a file that an option is to bring. Nobody's within a day, it goes again. */
  uploadBotFile: endpoint({
    method: 'POST',
    path: '/bot-files',
    access,
    transfer: 'upload',
    query: z.object({ name: z.string().max(255).optional() }),
    response: file,
  }),
  /** The engine's answer to what a customer would write, without a ticket or a message. `state` as it was answered before. */
  previewBot: endpoint({
    method: 'POST',
    path: '/bot-preview',
    access,
    body: z.strictObject({
      tree: botTree,
      state: botState.nullable(),
      message: z.strictObject({ kind: z.enum(messageKinds), text: z.string().max(4_000) }),
    }),
    response: z.object({ effects: z.array(botEffect), state: botState.nullable() }),
  }),
};
