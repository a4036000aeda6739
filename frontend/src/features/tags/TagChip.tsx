import Box from '@mui/material/Box';
import Chip, { type ChipProps } from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import type { Tag, TagColor } from '@ticketz/contract/tags';
import { tagHues } from './tag-colors.ts';
import { tagsQuery } from './tag-queries.ts';

export function TagDot({ color }: { color: TagColor }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ flex: 'none', width: 10, height: 10, borderRadius: '50%', bgcolor: tagHues[color] }}
    />
  );
}

export function TagChip({ tag, ...chip }: { tag: Tag } & ChipProps) {
  const hue = tagHues[tag.color];
  return (
    <Chip
      size="small"
      {...chip}
      label={tag.name}
      icon={<TagDot color={tag.color} />}
      sx={{
        maxWidth: '100%',
        bgcolor: `color-mix(in srgb, ${hue} 16%, transparent)`,
        '& .MuiChip-icon': { ml: 0.75, mr: -0.25 },
      }}
    />
  );
}

/** The tags with these ids, in the order of their names; nothing for one that is gone. */
export function TagChips({ tagIds }: { tagIds: readonly string[] }) {
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: tagIds.length > 0 });
  const shown = tags.filter(({ id }) => tagIds.includes(id));
  if (shown.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, minWidth: 0 }}>
      {shown.map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
    </Box>
  );
}
