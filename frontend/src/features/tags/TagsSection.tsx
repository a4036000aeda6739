import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { type Tag, type TagColor, tagColors } from '@ticketz/contract/tags';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { NamedList } from '../../ui/NamedList.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { TagChip, TagDot } from './TagChip.tsx';
import { tagsQuery, useDeleteTag, useSaveTag } from './tag-queries.ts';

/** The company's tags: make, rename, recolour, delete. */
export function TagsSection() {
  const { t } = useTranslation('directory');
  return (
    <Section title={t('tags.title')} text={t('tags.text')}>
      <NamedList
        query={useQuery(tagsQuery)}
        remove={useDeleteTag()}
        texts={{
          label: t('tags.title'),
          none: t('tags.none'),
          add: t('tags.add'),
          edit: t('tags.edit'),
          delete: t('tags.delete'),
          deleteText: t('tags.deleteText'),
          deleteTitle: (name) => t('tags.deleteTitle', { name }),
          editNamed: (name) => t('tags.editNamed', { name }),
          deleteNamed: (name) => t('tags.deleteNamed', { name }),
        }}
        show={(tag) => <TagChip tag={tag} />}
        form={(tag, onDone) => <TagForm tag={tag} onDone={onDone} />}
      />
    </Section>
  );
}

function TagForm({ tag, onDone }: { tag: Tag | null; onDone: () => void }) {
  const { t } = useTranslation(['directory', 'common']);
  const [name, setName] = useState(tag?.name ?? '');
  const [color, setColor] = useState<TagColor>(tag?.color ?? 'teal');
  const [tried, setTried] = useState(false);
  const save = useSaveTag(tag);
  const empty = name.trim() === '';
  return (
    <DialogForm
      submitLabel={t('common:action.save')}
      pending={save.isPending}
      error={save.error}
      onSubmit={async (event) => {
        event.preventDefault();
        setTried(true);
        if (!empty) save.mutate({ name: name.trim(), color }, { onSuccess: onDone });
      }}
      onCancel={onDone}
    >
      <TextInput
        autoFocus
        label={t('tags.name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
        problem={tried && empty ? t('common:field.required') : undefined}
        inputProps={{ maxLength: 40 }}
        sx={{ mt: 0.5 }}
      />
      <ToggleButtonGroup
        exclusive
        aria-label={t('tags.color')}
        value={color}
        onChange={(_event, next: TagColor | null) => {
          if (next) setColor(next);
        }}
        sx={{ flexWrap: 'wrap' }}
      >
        {tagColors.map((one) => (
          <ToggleButton
            key={one}
            value={one}
            aria-label={t(`tags.colors.${one}`)}
            sx={{ width: 44, height: 44 }}
          >
            <TagDot color={one} />
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </DialogForm>
  );
}
