import Box from '@mui/material/Box';
import type { UserSummary } from '@ticketz/contract/users';
import { Fragment, useMemo } from 'react';
import { LockIcon } from '../../../ui/icons/LockIcon.tsx';
import { MessageText } from '../MessageText.tsx';
import { splitMentions } from '../mentions.ts';

/** What a colleague noted. The names in it stand out. */
export function NoteText({ text, mentions }: { text: string; mentions: readonly UserSummary[] }) {
  const parts = useMemo(() => splitMentions(text, mentions), [text, mentions]);
  return (
    <>
      <LockIcon
        aria-hidden
        sx={{ fontSize: 15, verticalAlign: -2, marginInlineEnd: 0.75, color: 'warning.main' }}
      />
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a text never changes its parts' order
        <Fragment key={index}>
          {part.mention ? (
            <Box component="strong" sx={{ color: 'primary.main', fontWeight: 600 }}>
              {part.text}
            </Box>
          ) : (
            <MessageText text={part.text} />
          )}
        </Fragment>
      ))}
    </>
  );
}
