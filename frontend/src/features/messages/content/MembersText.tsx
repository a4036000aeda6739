import Box from '@mui/material/Box';
import type { MessageDetails } from '@ticketz/contract/message-details';
import { Fragment, useMemo } from 'react';
import { MessageText } from '../MessageText.tsx';
import { splitMentions } from '../mentions.ts';

type Members = NonNullable<MessageDetails['members']>;

/** A text of a group that names members: where their digits stand, their names are shown. */
export function MembersText({ text, members }: { text: string; members: Members }) {
  const parts = useMemo(() => {
    const people = members.map(({ digits, name }) => ({ id: digits, name: digits, shown: name }));
    return splitMentions(text, people);
  }, [text, members]);
  return parts.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a text never changes its parts' order
    <Fragment key={index}>
      {part.mention ? (
        <Box component="strong" dir="auto" sx={{ color: 'primary.main', fontWeight: 600 }}>
          @{part.mention.shown || part.mention.id}
        </Box>
      ) : (
        <MessageText text={part.text} />
      )}
    </Fragment>
  ));
}
