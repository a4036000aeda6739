import { useQuery } from '@tanstack/react-query';
import type { QuickMessage } from '@ticketz/contract/quick-messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { fillVariables, variableValues } from '@ticketz/contract/variables';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../../api/session.ts';
import { queueSummariesQuery } from '../../../../features/queues/queue-queries.ts';
import { quickMessagesQuery } from '../../../../features/quick-messages/quick-message-queries.ts';
import { currentLanguage } from '../../../../i18n/i18n.ts';
import { foldText } from '../../../../lib/fold-text.ts';
import { usePhoneFormat } from '../../../../lib/phone-format.ts';
import { AttachIcon } from '../../../../ui/icons/AttachIcon.tsx';
import { type Choice, OptionList, type OptionListProps } from './OptionList.tsx';

const mostShown = 50;

interface QuickChoicesProps extends Omit<OptionListProps, 'label' | 'choices'> {
  ticket: Ticket;
  query: string;
}

/** Those whose shortcut begins so, then those that hold it anywhere. */
function find(items: readonly QuickMessage[], query: string): QuickMessage[] {
  const wanted = foldText(query);
  const begins = items.filter(({ shortcut }) => foldText(shortcut).startsWith(wanted));
  const holds = items.filter(
    (item) => !begins.includes(item) && foldText(`${item.shortcut} ${item.text}`).includes(wanted),
  );
  return [...begins, ...holds].slice(0, mostShown);
}

/** Quick messages, each as it would read in this conversation. */
export function QuickChoices({ ticket, query, ...list }: QuickChoicesProps) {
  const { t } = useTranslation('compose');
  const language = currentLanguage();
  const me = useMe();
  const format = usePhoneFormat();
  const [now] = useState(() => new Date());
  const { data = [] } = useQuery(quickMessagesQuery);
  const { data: queues } = useQuery(queueSummariesQuery);
  const choices = useMemo<Choice[]>(() => {
    const { name, phoneNumber } = ticket.contact;
    const values = variableValues({
      contact: { name, phone: phoneNumber ? format(phoneNumber) : '' },
      fields: [],
      ticketNumber: ticket.number,
      agent: me?.name ?? '',
      queue: queues?.find(({ id }) => id === ticket.queueId)?.name ?? '',
      company: me?.company.name ?? '',
      now,
      language,
    });
    return find(data, query).map((item) => {
      const filled = fillVariables(item.text, values);
      const brings = item.files.length > 0 ? item : undefined;
      return {
        key: item.id,
        label: `/${item.shortcut}`,
        detail: filled.replaceAll(/\s+/g, ' '),
        insert: filled,
        mark: brings && (
          <AttachIcon fontSize="small" titleAccess={t('quick.files', { count: brings.files.length })} />
        ),
        brings,
      };
    });
  }, [data, query, ticket, me, queues, format, language, t, now]);
  return <OptionList {...list} label={t('quick.title')} choices={choices} />;
}
