import Box from '@mui/material/Box';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ListChunk } from './ListChunk.tsx';
import { scrollToRow } from './scroll-to-row.ts';
import { useSteadyScroll } from './use-steady-scroll.ts';

const rowsPerChunk = 20;
/** Enough rows to fill any screen at first; the others follow when they come near. */
const rowsAtFirst = 40;
/** A guess, corrected when the row is seen. Being above what is seen, it moves nothing. */
const usualRowHeight = 48;

export interface BottomUpListHandle {
  toEnd: () => void;
  /** Brings a row into the middle of what is seen, and the focus to it. */
  toRow: (key: string) => void;
}

interface BottomUpListProps<Row> {
  ref: Ref<BottomUpListHandle>;
  label: string;
  rows: readonly Row[];
  /** The first row's number. A row keeps its number when others are put above it. */
  firstNumber: number;
  keyOf: (row: Row) => string;
  renderRow: (row: Row) => ReactNode;
  /** The row to begin at; the end, if there is none. */
  startKey: string | null;
  header: ReactNode;
  /** Newer rows follow that aren't loaded. */
  moreBelow: boolean;
  onEndChange: (atEnd: boolean) => void;
  onNearTop: () => void;
  onNearEnd: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

function chunksOf<Row>(rows: readonly Row[], firstNumber: number): { id: number; rows: Row[] }[] {
  const chunks: { id: number; rows: Row[] }[] = [];
  for (const [index, row] of rows.entries()) {
    const id = Math.floor((firstNumber + index) / rowsPerChunk);
    const last = chunks.at(-1);
    if (last?.id === id) last.rows.push(row);
    else chunks.push({ id, rows: [row] });
  }
  return chunks;
}

function firstShownNumber<Row>({ rows, firstNumber, keyOf, startKey }: BottomUpListProps<Row>): number {
  const start = startKey === null ? rows.length : rows.findIndex((row) => keyOf(row) === startKey);
  return firstNumber + Math.min(Math.max(start, 0), Math.max(0, rows.length - rowsAtFirst));
}

/**
 * A long list that begins at its end and grows upwards. The browser lays it out from below (`column-reverse`), so that
 * rows put above never move what is seen; only the rows near the screen are in the page.
 */
export function BottomUpList<Row>(props: BottomUpListProps<Row>) {
  const { ref, label, rows, firstNumber, keyOf, renderRow, startKey, header } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const start = useRef(startKey);
  const [firstNumberAtStart] = useState(firstNumber);
  const chunks = useMemo(() => chunksOf(rows, firstNumber), [rows, firstNumber]);
  // A chunk above the first ones begins as a gap; what is put above later is wanted at once.
  const [firstShown] = useState(() => firstShownNumber(props));
  const startHeight = (chunk: { id: number; rows: Row[] }) =>
    (chunk.id + 1) * rowsPerChunk <= firstShown && chunk.id * rowsPerChunk >= firstNumberAtStart
      ? chunk.rows.length * usualRowHeight
      : null;
  useImperativeHandle(
    ref,
    () => ({
      toEnd: () => {
        if (scroller.current) scroller.current.scrollTop = 0;
      },
      toRow: (key) => {
        const chunk = chunks.find((other) => other.rows.some((row) => keyOf(row) === key));
        if (scroller.current && chunk) scrollToRow(scroller.current, key, chunk.id);
      },
    }),
    [chunks, keyOf],
  );

  useLayoutEffect(() => {
    const box = scroller.current;
    const first =
      start.current && content.current?.querySelector(`[data-row="${CSS.escape(start.current)}"]`);
    if (!box || !first) return;
    const above = first.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above < 0) box.scrollTop += above;
  }, []);
  const { moreBelow, onEndChange, onNearTop, onNearEnd } = props;
  useSteadyScroll({ scroller, content, moreBelow, onEndChange, onNearTop, onNearEnd });

  return (
    <Box
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={props.onKeyDown}
      sx={{
        height: '100%',
        overflowY: 'auto',
        overflowAnchor: 'none',
        overscrollBehavior: 'contain',
        display: 'flex',
        flexDirection: 'column-reverse',
      }}
    >
      <Box ref={content} sx={{ flex: 'none', pb: 1.5 }}>
        {header}
        {chunks.map((chunk) => (
          <ListChunk key={chunk.id} id={chunk.id} scroller={scroller} startHeight={startHeight(chunk)}>
            {() =>
              chunk.rows.map((row) => (
                <div key={keyOf(row)} data-row={keyOf(row)}>
                  {renderRow(row)}
                </div>
              ))
            }
          </ListChunk>
        ))}
      </Box>
    </Box>
  );
}
