import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { usePresent } from '../../../features/tickets/colleague-presence.ts';
import { ColleagueAvatar } from '../../../features/users/ColleagueAvatar.tsx';
import { EditIcon } from '../../../ui/icons/EditIcon.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';

const mostShown = 3;

/** Who else looks at the ticket, and who writes in it. */
export function PresentColleagues({ ticketId, narrow }: { ticketId: string; narrow: boolean }) {
  const { t } = useTranslation('tickets');
  const people = usePresent(ticketId);
  const writer = people.find(({ state }) => state !== 'here');
  const words = people.map(({ user, state }) =>
    t(state === 'here' || state === 'gone' ? 'presence.here' : `presence.${state}`, { name: user.name }),
  );
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minWidth: 0 }}>
      <VisuallyHidden>
        <span role="status">{words.join('. ')}</span>
      </VisuallyHidden>
      {people.slice(0, mostShown).map(({ user, state }, index) => (
        <Tooltip key={user.id} title={words[index] ?? ''}>
          <Box aria-hidden sx={{ position: 'relative', flex: 'none', display: 'flex' }}>
            <ColleagueAvatar id={user.id} name={user.name} size={28} />
            {state === 'here' ? null : (
              <Box
                sx={{
                  position: 'absolute',
                  insetInlineEnd: -4,
                  bottom: -4,
                  width: 16,
                  height: 16,
                  borderRadius: '50%',
                  display: 'grid',
                  placeItems: 'center',
                  bgcolor: 'primary.main',
                  color: 'primary.contrastText',
                }}
              >
                <EditIcon sx={{ fontSize: 11 }} />
              </Box>
            )}
          </Box>
        </Tooltip>
      ))}
      {writer && !narrow ? (
        <Box
          aria-hidden
          sx={{
            typography: 'caption',
            color: 'text.secondary',
            maxWidth: 200,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {t(writer.state === 'noting' ? 'presence.noting' : 'presence.replying', { name: writer.user.name })}
        </Box>
      ) : null}
    </Box>
  );
}
