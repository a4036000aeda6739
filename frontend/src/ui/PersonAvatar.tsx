import Avatar from '@mui/material/Avatar';
import { avatarColor, initials } from '../lib/initials.ts';

interface PersonAvatarProps {
  id: string;
  name: string;
  size?: number;
  /** A picture of them; their initials where there is none, or it doesn't come. */
  src?: string | null | undefined;
}

/** A person's initials on a colour that is always the same for this person, or their picture. Decorative: the name stands beside it. */
export function PersonAvatar({ id, name, size = 40, src }: PersonAvatarProps) {
  return (
    <Avatar
      aria-hidden
      src={src ?? undefined}
      alt=""
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
