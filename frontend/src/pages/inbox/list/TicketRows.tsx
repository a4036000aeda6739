import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Ticket } from '@ticketz/contract/tickets';
import { type FocusEvent, type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Components, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { clearTicketSelection } from '../../../features/tickets/ticket-selection.ts';
import { ArrowUpIcon } from '../../../ui/icons/ArrowUpIcon.tsx';
import { RowCheckbox } from './RowCheckbox.tsx';
import { rowHeight, TicketRow } from './TicketRow.tsx';
import { useHeldOrder } from './use-held-order.ts';

interface TicketRowsProps {
  tickets: readonly Ticket[];
  selectedId: string | null;
  showStatus: boolean;
  onReachEnd: () => void;
}

const components: Components<Ticket> = {
  List: ({ ref, ...props }) => <div ref={ref} role="list" {...props} />,
  Item: ({ item: _item, ...props }) => <div role="listitem" {...props} />,
};

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The rows themselves: virtual, held in place while somebody points at them, walked through with the arrows. */
export function TicketRows({ tickets, selectedId, showStatus, onReachEnd }: TicketRowsProps) {
  const { t } = useTranslation('tickets');
  const { rows, newAbove, hold, catchUp } = useHeldOrder(tickets);
  const list = useRef<VirtuosoHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const reachableId = rows.some(({ id }) => id === selectedId) ? selectedId : rows[0]?.id;

  // Another tab, search or filter is another list.
  useEffect(() => clearTicketSelection, []);

  function focusRow(index: number): void {
    const id = rows[index]?.id;
    list.current?.scrollIntoView({
      index,
      done: () => frame.current?.querySelector<HTMLElement>(`[data-ticket-id="${id}"]`)?.focus(),
    });
  }
  function press(event: KeyboardEvent): void {
    const step = steps[event.key];
    const focused = document.activeElement?.getAttribute('data-ticket-id');
    if (!step || !focused || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = rows.findIndex(({ id }) => id === focused);
    focusRow(step(at, rows.length - 1));
  }
  function point(event: PointerEvent, over: boolean): void {
    if (event.pointerType === 'mouse') hold('pointer', over);
  }
  function focus(event: FocusEvent, inside: boolean): void {
    // A click's focus stays when the pointer has long gone; only the keyboard's counts.
    hold('focus', inside && event.target.matches(':focus-visible'));
  }

  return (
    <Box
      ref={frame}
      onKeyDown={press}
      // Moving is pointing; a list that appears under a resting pointer is not.
      onPointerMove={(event) => point(event, true)}
      onPointerLeave={(event) => point(event, false)}
      onFocus={(event) => focus(event, true)}
      onBlur={(event) => focus(event, false)}
      sx={{ position: 'relative', flex: 1, minHeight: 0 }}
    >
      {newAbove > 0 ? (
        <Box
          sx={{
            position: 'absolute',
            top: 8,
            insetInline: 0,
            zIndex: 1,
            textAlign: 'center',
            pointerEvents: 'none',
          }}
        >
          <Button
            size="small"
            variant="contained"
            startIcon={<ArrowUpIcon />}
            sx={{ borderRadius: 5, pointerEvents: 'auto' }}
            onClick={() => {
              catchUp();
              list.current?.scrollToIndex({ index: 0 });
            }}
          >
            {t('newAbove', { count: newAbove })}
          </Button>
        </Box>
      ) : null}
      <Virtuoso
        ref={list}
        style={{ height: '100%' }}
        data={rows}
        components={components}
        fixedItemHeight={rowHeight}
        computeItemKey={(_, ticket) => ticket.id}
        itemContent={(_, ticket) => (
          <Box
            sx={{
              px: 0.75,
              position: 'relative',
              '@media (hover: hover)': { '&:hover .row-checkbox': { opacity: 1 } },
            }}
          >
            <TicketRow
              ticket={ticket}
              selected={ticket.id === selectedId}
              reachable={ticket.id === reachableId}
              showStatus={showStatus}
            />
            <RowCheckbox ticket={ticket} shown={rows} />
          </Box>
        )}
        atTopThreshold={8}
        atTopStateChange={(atTop) => hold('scrolled', !atTop)}
        endReached={onReachEnd}
        increaseViewportBy={200}
      />
    </Box>
  );
}
