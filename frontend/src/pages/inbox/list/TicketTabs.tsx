import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { type TicketCounts, type TicketTab, ticketTabs } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { ticketCountsQuery } from '../../../features/tickets/ticket-queries.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';

interface TabLabelProps {
  label: string;
  total: number | undefined;
  unread: number | undefined;
  /** The counts for screen readers. */
  words: string | null;
}

function TabLabel({ label, total, unread, words }: TabLabelProps) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      {label}
      {total ? (
        <Box
          component="span"
          aria-hidden
          sx={{
            minWidth: 18,
            px: 0.5,
            borderRadius: 9,
            fontSize: '0.75rem',
            lineHeight: '18px',
            bgcolor: unread ? 'primary.main' : 'surface.rail',
            color: unread ? 'primary.contrastText' : 'text.secondary',
          }}
        >
          {total > 999 ? '999+' : total}
        </Box>
      ) : null}
      {words ? <VisuallyHidden>, {words}</VisuallyHidden> : null}
    </Box>
  );
}

/** What somebody has to work off is counted; what is put off has nothing unread. */
function countsOf(data: TicketCounts | undefined, tab: TicketTab) {
  if (tab === 'closed' || tab === 'all') return undefined;
  const counts = data?.[tab];
  return counts ? { unread: 0, ...counts } : undefined;
}

interface TicketTabsProps {
  tab: TicketTab;
  panelId: string;
  onChange: (tab: TicketTab) => void;
}

/** Mine, waiting, groups, closed, all; with how many there are where somebody has to work them off. */
export function TicketTabs({ tab, panelId, onChange }: TicketTabsProps) {
  const { t } = useTranslation('tickets');
  const { data } = useQuery(ticketCountsQuery);
  // There is room for four; most have nothing put off, and no connection that wants its groups in a tab.
  const shown = ticketTabs.filter((name) => {
    if (name === 'snoozed') return name === tab || data?.snoozed.total;
    return name !== 'groups' || name === tab || data?.groups;
  });
  return (
    <Tabs
      value={tab}
      onChange={(_event, next: TicketTab) => onChange(next)}
      aria-label={t('tabs')}
      variant="scrollable"
      scrollButtons={false}
      sx={{ px: 1, borderBottom: 1, borderColor: 'divider', minHeight: 44, flex: 'none' }}
    >
      {shown.map((name) => {
        const counts = countsOf(data, name);
        const words = counts ? t('tabCount', { count: counts.total, unread: counts.unread }) : null;
        return (
          <Tab
            key={name}
            value={name}
            id={`${panelId}-${name}`}
            aria-controls={panelId}
            label={
              <TabLabel
                label={t(`tab.${name}`)}
                total={counts?.total}
                unread={counts?.unread}
                words={words}
              />
            }
            sx={{ minWidth: 0, px: 1 }}
          />
        );
      })}
    </Tabs>
  );
}
