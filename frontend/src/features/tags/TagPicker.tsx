import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAutocompleteTexts } from '../../ui/use-autocomplete-texts.ts';
import { TagChip, TagDot } from './TagChip.tsx';
import { tagsQuery } from './tag-queries.ts';

interface TagPickerProps {
  label: string;
  value: readonly string[];
  onChange: (tagIds: string[]) => void;
  disabled?: boolean;
}

/** Chooses among the company's tags, by mouse or by typing. */
export function TagPicker({ label, value, onChange, disabled = false }: TagPickerProps) {
  const { t } = useTranslation('directory');
  const { data: tags = [] } = useQuery(tagsQuery);
  const texts = useAutocompleteTexts();
  return (
    <Autocomplete
      {...texts}
      multiple
      size="small"
      disabled={disabled}
      options={tags}
      value={tags.filter(({ id }) => value.includes(id))}
      onChange={(_event, chosen) => onChange(chosen.map(({ id }) => id))}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      disableCloseOnSelect
      noOptionsText={t('tags.none')}
      renderValue={(chosen, getItemProps) =>
        chosen.map((tag, index) => {
          const { key, ...item } = getItemProps({ index });
          return <TagChip key={key} tag={tag} {...item} />;
        })
      }
      renderOption={({ key, ...option }, tag) => (
        <li key={key} {...option}>
          <TagDot color={tag.color} />
          &nbsp; {tag.name}
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  );
}
