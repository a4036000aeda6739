import type { BotEffect, BotState, BotTree } from '@ticketz/contract/bot-menus';
import type { MessageKind } from '@ticketz/contract/messages';
import type { Actor } from '../../../core/http/route.ts';
import { query } from '../../../core/unit-of-work.ts';
import { botStart, decideAnswer } from '../decide-answer.ts';
import { checkFiles, checkQueues } from './check-named.ts';

/** What the engine answers to this message of a customer who is new. Nothing is kept. */
export async function previewBot(
  actor: Actor,
  tree: BotTree,
  state: BotState | null,
  message: { kind: MessageKind; text: string },
): Promise<{ effects: BotEffect[]; state: BotState | null }> {
  await checkQueues(tree, null);
  await checkFiles(actor, tree);
  const queues = await query<{ id: string; greeting: string }>('SELECT id, greeting FROM queues');
  return decideAnswer(tree, state ?? botStart, {
    messages: [message],
    silent: false,
    queues,
    lastQueueId: null,
    saidInMinute: 0,
    saidInHour: 0,
  });
}
