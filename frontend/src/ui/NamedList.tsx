import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { AppDialog } from './AppDialog.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { AddIcon } from './icons/AddIcon.tsx';
import { EditIcon } from './icons/EditIcon.tsx';
import { TrashIcon } from './icons/TrashIcon.tsx';
import { CardsSkeleton } from './PageSkeleton.tsx';
import { QueryView } from './QueryView.tsx';

interface Named {
  id: string;
  name: string;
}

interface NamedListProps<Item extends Named> {
  query: UseQueryResult<Item[]>;
  remove: {
    isPending: boolean;
    error: Error | null;
    mutate(id: string, options: { onSuccess: () => void }): void;
  };
  texts: {
    label: string;
    none: string;
    add: string;
    edit: string;
    delete: string;
    deleteText: string;
    deleteTitle(name: string | undefined): string;
    editNamed(name: string): string;
    deleteNamed(name: string): string;
  };
  show(item: Item): ReactNode;
  /** `item`: null for a new one. */
  form(item: Item | null, onDone: () => void): ReactNode;
}

/** Some things with names that an admin makes, changes and deletes. */
export function NamedList<Item extends Named>({ query, remove, texts, show, form }: NamedListProps<Item>) {
  const [editing, setEditing] = useState<Item | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Item | null>(null);
  const done = () => setEditing(null);
  return (
    <>
      <QueryView query={query} skeleton={<CardsSkeleton height={36} />}>
        {(items) => (
          <Box component="ul" aria-label={texts.label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {items.map((item) => (
              <Box component="li" key={item.id} sx={{ display: 'flex', alignItems: 'center', py: 0.25 }}>
                <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{show(item)}</Box>
                <IconButton aria-label={texts.editNamed(item.name)} onClick={() => setEditing(item)}>
                  <EditIcon fontSize="small" />
                </IconButton>
                <IconButton aria-label={texts.deleteNamed(item.name)} onClick={() => setDeleting(item)}>
                  <TrashIcon fontSize="small" />
                </IconButton>
              </Box>
            ))}
            {items.length === 0 ? (
              <Typography component="li" sx={{ color: 'text.secondary' }}>
                {texts.none}
              </Typography>
            ) : null}
          </Box>
        )}
      </QueryView>
      <Button startIcon={<AddIcon />} onClick={() => setEditing('new')} sx={{ mt: 1 }}>
        {texts.add}
      </Button>
      <AppDialog open={editing !== null} title={editing === 'new' ? texts.add : texts.edit} onClose={done}>
        {editing ? form(editing === 'new' ? null : editing, done) : null}
      </AppDialog>
      <ConfirmDialog
        open={deleting !== null}
        title={texts.deleteTitle(deleting?.name)}
        text={texts.deleteText}
        confirmLabel={texts.delete}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          if (deleting) remove.mutate(deleting.id, { onSuccess: () => setDeleting(null) });
        }}
        onClose={() => setDeleting(null)}
      />
    </>
  );
}
