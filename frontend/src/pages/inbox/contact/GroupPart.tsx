import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type GroupMember, groupEndpoints } from '@ticketz/contract/groups';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { may } from '../../../features/auth/may.ts';
import { groupQuery } from '../../../features/tickets/group-queries.ts';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { GroupViewers } from './GroupViewers.tsx';

function Member({ member }: { member: GroupMember }) {
  const { t } = useTranslation('groups');
  const format = usePhoneFormat();
  const { id, name, phoneNumber, role } = member;
  const phone = phoneNumber ? format(phoneNumber) : null;
  const known = name === `+${phoneNumber}`;
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.75 }}>
      <PersonAvatar id={id} name={name} size={32} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box dir="auto">{known && phone ? phone : name}</Box>
        {phone && !known ? <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{phone}</Box> : null}
      </Box>
      {role === 'member' ? null : (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{t('admin')}</Box>
      )}
    </Box>
  );
}

/** Who is in a group, and who of the company sees it. */
export function GroupPart({ groupId }: { groupId: string }) {
  const { t } = useTranslation('groups');
  const me = useMe();
  const { data, error, refetch } = useQuery(groupQuery(groupId));
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  return (
    <Box component="section" sx={{ px: 3, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      {data && may(me, groupEndpoints.setGroupViewers) ? <GroupViewers key={groupId} group={data} /> : null}
      <Typography variant="body2" component="h3" sx={{ fontWeight: 600, pt: 0.5 }}>
        {data ? t('members', { count: data.members.length }) : <Skeleton width="40%" />}
      </Typography>
      <Box component="ul" aria-busy={!data} sx={{ m: 0, p: 0, mt: 0.5, listStyle: 'none' }}>
        {data
          ? data.members.map((member) => <Member key={member.id} member={member} />)
          : ['55%', '70%', '40%'].map((width) => <Skeleton key={width} width={width} height={44} />)}
      </Box>
    </Box>
  );
}
