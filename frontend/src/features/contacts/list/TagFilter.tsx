import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TagDot } from '../../tags/TagChip.tsx';
import { tagsQuery } from '../../tags/tag-queries.ts';

interface TagFilterProps {
  value: string | null;
  onChange: (tagId: string | null) => void;
}

/** Shows only those with one tag. */
export function TagFilter({ value, onChange }: TagFilterProps) {
  const { t } = useTranslation('directory');
  const { data: tags = [] } = useQuery(tagsQuery);
  return (
    <TextField
      select
      size="small"
      label={t('list.tag')}
      value={tags.some(({ id }) => id === value) ? value : ''}
      onChange={({ target }) => onChange(target.value || null)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{
        width: { xs: '100%', sm: 200 },
        '& .MuiInputBase-root': { minHeight: 44, bgcolor: 'background.paper' },
      }}
    >
      <MenuItem value="">{t('list.anyTag')}</MenuItem>
      {tags.map((tag) => (
        <MenuItem key={tag.id} value={tag.id}>
          <TagDot color={tag.color} />
          &nbsp; {tag.name}
        </MenuItem>
      ))}
    </TextField>
  );
}
