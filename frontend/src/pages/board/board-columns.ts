import type { Tag } from '@ticketz/contract/tags';
import type { BoardGrouping, TicketFilter, TicketList } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';

/** One column: a list of tickets under a name. `key` as the server counts it. */
export interface Column {
  key: string;
  title: string;
  color: Tag['color'] | null;
  list: TicketList;
  filter: TicketFilter;
}

const byStatus = ['waiting', 'open', 'closed'] as const;

/** The columns of a board: of states, or of tags, in which active tickets stand. */
export function useColumns(by: BoardGrouping, filter: TicketFilter, tags: Tag[]): Column[] {
  const { t } = useTranslation('todo');
  if (by === 'status') {
    return byStatus.map((key) => ({ key, title: t(`board.${key}`), color: null, list: key, filter }));
  }
  const { tagId, ...others } = filter;
  const untagged: Column = {
    key: 'untagged',
    title: t('board.untagged'),
    color: null,
    list: 'untagged',
    filter: others,
  };
  const tagged = tags
    .filter(({ id }) => !tagId || id === tagId)
    .map(
      ({ id, name, color }): Column => ({
        key: id,
        title: name,
        color,
        list: 'active',
        filter: { ...others, tagId: id },
      }),
    );
  return tagId ? tagged : [untagged, ...tagged];
}
