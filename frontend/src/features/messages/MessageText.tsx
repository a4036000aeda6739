import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BubbleText } from './bubble-parts.ts';
import { isOnlyEmoji, parseWhatsAppText, type TextNode } from './whatsapp-text.ts';

const shownAtFirst = 3_000;

function code(text: string, block: boolean): ReactNode {
  return (
    <Box
      component="code"
      sx={{
        display: block ? 'block' : 'inline',
        fontFamily: 'ui-monospace, "Liberation Mono", monospace',
        fontSize: '0.9em',
        px: block ? 1 : 0.5,
        py: block ? 0.75 : 0,
        my: block ? 0.5 : 0,
        borderRadius: 1,
        bgcolor: 'action.hover',
        whiteSpace: 'pre-wrap',
      }}
    >
      {text}
    </Box>
  );
}

function show(node: TextNode): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong>{showAll(node.children)}</strong>;
    case 'italic':
      return <em>{showAll(node.children)}</em>;
    case 'strike':
      return <s>{showAll(node.children)}</s>;
    case 'code':
      return code(node.text, false);
    case 'block':
      return code(node.text, true);
    default:
      return (
        <Link href={node.href} target="_blank" rel="noopener noreferrer nofollow" underline="always">
          {node.text}
        </Link>
      );
  }
}

function showAll(nodes: TextNode[]): ReactNode {
  // A text never changes its parts' order, so their position names them.
  // oxlint-disable-next-line react/no-array-index-key
  return nodes.map((node, index) => <Fragment key={index}>{show(node)}</Fragment>);
}

/** A message's text with WhatsApp's formatting and links; a very long one is folded. */
export function MessageText({ text }: { text: string }) {
  const { t } = useTranslation('messages');
  const [unfolded, setUnfolded] = useState(false);
  const folded = !unfolded && text.length > shownAtFirst;
  const visible = folded ? text.slice(0, shownAtFirst) : text;
  const nodes = useMemo(() => parseWhatsAppText(visible), [visible]);
  const big = isOnlyEmoji(text);
  return (
    <BubbleText big={big}>
      {showAll(nodes)}
      {folded ? (
        <>
          {'… '}
          <Link component="button" type="button" onClick={() => setUnfolded(true)}>
            {t('readMore')}
          </Link>
        </>
      ) : null}
    </BubbleText>
  );
}
