import Avatar from '@mui/material/Avatar';
import { avatarColor, initials } from '../lib/initials.ts';

/** A person's initials on a colour that is always the same for this person. Decorative: the name stands beside it. */
export function PersonAvatar({ id, name, size = 40 }: { id: string; name: string; size?: number }) {
  return (
    <Avatar
      aria-hidden
      sx={{
        width: size,
        height: size,
        fontSize: size * 0.38,
        fontWeight: 600,
        bgcolor: avatarColor(id),
        color: '#fff',
      }}
    >
      {initials(name)}
    </Avatar>
  );
}
