import { styled } from '@mui/material/styles';

// Styled once instead of `sx` at every rendering: a conversation has hundreds of these.

const radius = 14;
const innerRadius = 5;

interface Placed {
  outbound: boolean;
  startsGroup: boolean;
  endsGroup: boolean;
}

const ours = {
  shouldForwardProp: (name: PropertyKey) => !['outbound', 'startsGroup', 'endsGroup'].includes(String(name)),
};

/** The message's line: at the side of whoever wrote it. */
export const BubbleLine = styled(
  'article',
  ours,
)<Omit<Placed, 'endsGroup'>>(({ outbound, startsGroup }) => ({
  display: 'flex',
  flexDirection: 'column',
  alignItems: outbound ? 'flex-end' : 'flex-start',
  paddingBlockStart: startsGroup ? 10 : 2,
}));

/** The bubble itself, with its corners rounded less where another of the same group touches. */
export const BubbleBody = styled(
  'div',
  ours,
)<Placed>(({ theme, outbound, startsGroup, endsGroup }) => {
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
    backgroundColor: outbound ? bubble.outbound : bubble.inbound,
    border: `1px solid ${outbound ? 'transparent' : divider}`,
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
  [theme.breakpoints.up('sm')]: { paddingInline: 24 },
}));
