import type { BotTree } from '@ticketz/contract/bot-menus';
import type { TFunction } from 'i18next';
import { uuidv7 } from '../../lib/uuid.ts';

/** What a new menu begins with: the queues as its options, in the words of whoever makes it. */
export function firstTree(
  queues: readonly { id: string; name: string }[],
  t: TFunction<['bot', 'common']>,
): BotTree {
  return {
    text: t('bot:first.text'),
    fileId: null,
    missText: t('bot:first.miss'),
    mostMisses: 3,
    personText: t('bot:first.person'),
    fallbackQueueId: null,
    known: 'menu',
    backLabel: t('bot:first.back'),
    options: queues.slice(0, 20).map(({ id, name }) => ({
      key: uuidv7(),
      parentKey: null,
      label: name,
      words: [],
      text: '',
      fileId: null,
      leadsTo: { to: 'queue', queueId: id },
    })),
  };
}
