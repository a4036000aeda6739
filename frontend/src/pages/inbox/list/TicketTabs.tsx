import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { type TicketTab, ticketTabs } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { ticketCountsQuery } from '../../../features/tickets/ticket-queries.ts';

function TabLabel({ label, total, unread }: { label: string; total?: number; unread?: number }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      {label}
      {total ? (
        <Box
          component="span"
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
    </Box>
  );
}

interface TicketTabsProps {
  tab: TicketTab;
  panelId: string;
  onChange: (tab: TicketTab) => void;
}

/** Mine, waiting, closed, all; with how many there are where somebody has to work them off. */
export function TicketTabs({ tab, panelId, onChange }: TicketTabsProps) {
  const { t } = useTranslation('tickets');
  const { data } = useQuery(ticketCountsQuery);
  return (
    <Tabs
      value={tab}
      onChange={(_event, next: TicketTab) => onChange(next)}
      aria-label={t('tabs')}
      variant="scrollable"
      scrollButtons={false}
      sx={{ px: 1, borderBottom: 1, borderColor: 'divider', minHeight: 44, flex: 'none' }}
    >
      {ticketTabs.map((name) => {
        const counts = name === 'mine' || name === 'waiting' ? data?.[name] : undefined;
        const words = counts ? t('tabCount', { count: counts.total, unread: counts.unread }) : null;
        return (
          <Tab
            key={name}
            value={name}
            id={`${panelId}-${name}`}
            aria-controls={panelId}
            aria-label={words ? `${t(`tab.${name}`)}, ${words}` : undefined}
            label={<TabLabel label={t(`tab.${name}`)} total={counts?.total} unread={counts?.unread} />}
            sx={{ minWidth: 0, px: 1.25 }}
          />
        );
      })}
    </Tabs>
  );
}
