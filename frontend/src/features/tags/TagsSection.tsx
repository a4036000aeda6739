import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type Tag, type TagColor, tagColors } from '@ticketz/contract/tags';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { TagChip, TagDot } from './TagChip.tsx';
import { tagsQuery, useDeleteTag, useSaveTag } from './tag-queries.ts';

/** The company's tags: make, rename, recolour, delete. */
export function TagsSection() {
  const { t } = useTranslation('directory');
  const query = useQuery(tagsQuery);
  const [editing, setEditing] = useState<Tag | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Tag | null>(null);
  const remove = useDeleteTag();
  return (
    <Section title={t('tags.title')} text={t('tags.text')}>
      <QueryView query={query} skeleton={<CardsSkeleton height={36} />}>
        {(tags) => (
          <Box component="ul" aria-label={t('tags.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {tags.map((tag) => (
              <Box component="li" key={tag.id} sx={{ display: 'flex', alignItems: 'center', py: 0.25 }}>
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <TagChip tag={tag} />
                </Box>
                <IconButton
                  aria-label={t('tags.editNamed', { name: tag.name })}
                  onClick={() => setEditing(tag)}
                >
                  <EditIcon fontSize="small" />
                </IconButton>
                <IconButton
                  aria-label={t('tags.deleteNamed', { name: tag.name })}
                  onClick={() => setDeleting(tag)}
                >
                  <TrashIcon fontSize="small" />
                </IconButton>
              </Box>
            ))}
            {tags.length === 0 ? (
              <Typography component="li" sx={{ color: 'text.secondary' }}>
                {t('tags.none')}
              </Typography>
            ) : null}
          </Box>
        )}
      </QueryView>
      <Button startIcon={<AddIcon />} onClick={() => setEditing('new')} sx={{ mt: 1 }}>
        {t('tags.add')}
      </Button>
      <AppDialog
        open={editing !== null}
        title={t(editing === 'new' ? 'tags.add' : 'tags.edit')}
        onClose={() => setEditing(null)}
      >
        {editing ? (
          <TagForm tag={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        ) : null}
      </AppDialog>
      <ConfirmDialog
        open={deleting !== null}
        title={t('tags.deleteTitle', { name: deleting?.name })}
        text={t('tags.deleteText')}
        confirmLabel={t('tags.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          if (deleting) remove.mutate(deleting.id, { onSuccess: () => setDeleting(null) });
        }}
        onClose={() => setDeleting(null)}
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
