import { useQuery } from '@tanstack/react-query';
import type { BotTarget, BotTree } from '@ticketz/contract/bot-menus';
import { useTranslation } from 'react-i18next';
import { queueSummariesQuery } from '../../features/queues/queue-queries.ts';

/** Says what an option leads to. */
export function useTargetWords({ options }: BotTree): (target: BotTarget) => string {
  const { t } = useTranslation('bot');
  const { data: queues = [] } = useQuery(queueSummariesQuery);
  return (target) => {
    switch (target.to) {
      case 'queue':
        return t('target.queueNamed', {
          name: queues.find(({ id }) => id === target.queueId)?.name ?? t('gone'),
        });
      case 'jump':
        return t('target.jumpNamed', {
          name: options.find(({ key }) => key === target.key)?.label ?? t('gone'),
        });
      default:
        return t(`target.${target.to}`);
    }
  };
}
