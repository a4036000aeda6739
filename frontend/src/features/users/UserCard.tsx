import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { User } from '@ticketz/contract/users';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeAgo } from '../../ui/TimeAgo.tsx';
import { ColleagueAvatar } from './ColleagueAvatar.tsx';
import { UserMenu } from './UserMenu.tsx';

/** A colleague in the list: who, what role, whether here. */
export function UserCard({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation(['users', 'common']);
  const nameId = useId();
  return (
    <Box
      component="li"
      aria-labelledby={nameId}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 1.5, sm: 2 },
        px: { xs: 2, sm: 2.5 },
        py: 1.75,
        listStyle: 'none',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ position: 'relative', filter: user.active ? 'none' : 'grayscale(1)' }}>
        <ColleagueAvatar id={user.id} name={user.name} size={44} />
        {user.online ? <OnlineDot /> : null}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography id={nameId} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {user.name}{' '}
            {isMe ? (
              <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
                ({t('you')})
              </Box>
            ) : null}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {user.email}
          </Typography>
        </Box>
        <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <Typography variant="body2" sx={{ fontWeight: 500 }}>
              {t(`common:role.${user.role}`)}
            </Typography>
            {user.active ? null : <Chip size="small" label={t('inactive')} />}
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            <Presence user={user} />
          </Typography>
        </Box>
      </Box>
      <UserMenu user={user} isMe={isMe} />
    </Box>
  );
}

function OnlineDot() {
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        insetInlineEnd: 0,
        bottom: 0,
        width: 12,
        height: 12,
        borderRadius: '50%',
        bgcolor: 'success.main',
        border: 2,
        borderColor: 'background.paper',
      }}
    />
  );
}

function Presence({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const timeAgo = useTimeAgo();
  if (user.online) return t('online');
  if (!user.lastSeenAt) return t('neverSeen');
  return t('lastSeen', { when: timeAgo(user.lastSeenAt) });
}
