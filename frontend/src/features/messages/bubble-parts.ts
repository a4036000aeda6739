import { styled } from '@mui/material/styles';

// Styled once instead of `sx` at every rendering: a conversation has hundreds of these.

const radius = 14;
const innerRadius = 5;

interface Placed {
  outbound: boolean;
  startsGroup: boolean;
  endsGroup: boolean;
  /** As wide as the picture in it; null: as wide as its text. */
  pictureWidth: number | null;
  /** A sticker stands there without anything around it. */
  bare: boolean;
  /** For colleagues only: so different that nobody takes it for an answer. */
  note: boolean;
}

const own = ['outbound', 'startsGroup', 'endsGroup', 'pictureWidth', 'bare', 'note'];
const ours = { shouldForwardProp: (name: PropertyKey) => !own.includes(String(name)) };

/** The message's line: at the side of whoever wrote it. */
export const BubbleLine = styled(
  'article',
  ours,
)<Pick<Placed, 'outbound' | 'startsGroup'>>(({ outbound, startsGroup }) => ({
  display: 'flex',
  flexDirection: 'column',
  alignItems: outbound ? 'flex-end' : 'flex-start',
  paddingBlockStart: startsGroup ? 10 : 2,
  borderRadius: 10,
  outlineOffset: -2,
}));

/** The bubble and the button beside it, which shows under the pointer. */
export const BubbleRow = styled(
  'div',
  ours,
)<Pick<Placed, 'outbound'>>(({ outbound }) => ({
  display: 'flex',
  flexDirection: outbound ? 'row-reverse' : 'row',
  alignItems: 'center',
  gap: 4,
  width: '100%',
}));

/** Opens the menu. The focus gets there by the bubble itself: a stop at every message would be too many. */
export const MenuButton = styled('button')(({ theme }) => ({
  all: 'unset',
  flex: 'none',
  display: 'grid',
  placeItems: 'center',
  width: 32,
  height: 32,
  borderRadius: 16,
  cursor: 'pointer',
  opacity: 0,
  color: (theme.vars ?? theme).palette.text.secondary,
  'article:hover &, article:focus-within &': { opacity: 1 },
  '&:hover': { backgroundColor: (theme.vars ?? theme).palette.action.hover },
  '@media (hover: none)': { display: 'none' },
}));

/** The bubble itself, with its corners rounded less where another of the same group touches. */
export const BubbleBody = styled(
  'div',
  ours,
)<Placed>(({ theme, outbound, startsGroup, endsGroup, pictureWidth, bare, note }) => {
  const top = startsGroup ? radius : innerRadius;
  const bottom = endsGroup ? radius : innerRadius;
  const { bubble, divider } = (theme.vars ?? theme).palette;
  return {
    borderStartStartRadius: outbound ? radius : top,
    borderStartEndRadius: outbound ? top : radius,
    borderEndEndRadius: outbound ? bottom : radius,
    borderEndStartRadius: outbound ? radius : bottom,
    maxWidth: '86%',
    padding: '6px 12px',
    display: 'flow-root',
    unicodeBidi: 'plaintext',
    minWidth: 0,
    backgroundColor: outbound ? bubble.outbound : bubble.inbound,
    border: `1px solid ${outbound ? 'transparent' : divider}`,
    // The picture reaches into the padding up to 4 px from the edge.
    ...(pictureWidth === null ? {} : { width: pictureWidth + 10 }),
    ...(note ? { backgroundColor: bubble.note, border: `1px dashed ${bubble.noteEdge}` } : {}),
    ...(bare ? { padding: 0, backgroundColor: 'transparent', border: 0 } : {}),
    [theme.breakpoints.up('sm')]: { maxWidth: 'min(76%, 620px)' },
  };
});

/** Time and ticks: on the last line of the text where that has room, else below it. */
export const BubbleMeta = styled('span')(({ theme }) => ({
  float: 'inline-end',
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  marginBlock: '5px -3px',
  marginInlineStart: 10,
  color: (theme.vars ?? theme).palette.bubble.tick,
  fontSize: '0.75rem',
  lineHeight: '18px',
  userSelect: 'none',
}));

/** The text: as it was written, broken anywhere rather than wider than its bubble. */
export const BubbleText = styled('span', { shouldForwardProp: (name) => name !== 'big' })<{ big: boolean }>(
  ({ big }) => ({
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: big ? '2.5rem' : '0.9375rem',
    lineHeight: big ? 1.2 : 1.45,
  }),
);

/** A row of the conversation: as wide as is comfortable to read. */
export const RowFrame = styled('div')(({ theme }) => ({
  maxWidth: 980,
  marginInline: 'auto',
  paddingInline: 12,
  borderRadius: 10,
  transition: 'background-color 160ms',
  // Where a jump has led to, and what is chosen.
  '&[data-marked]': { backgroundColor: (theme.vars ?? theme).palette.surface.selected },
  [theme.breakpoints.up('sm')]: { paddingInline: 24 },
}));
