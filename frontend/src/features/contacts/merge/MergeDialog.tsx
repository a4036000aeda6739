import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Radio from '@mui/material/Radio';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type MergeSide, takenFields } from '@ticketz/contract/contact-merges';
import type { Contact } from '@ticketz/contract/contacts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../../i18n/i18n.ts';
import { formatPhoneNumber } from '../../../lib/phone-number.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { showToast } from '../../../ui/toast.ts';
import { ContactPicker } from './ContactPicker.tsx';
import { mergePreviewQuery, useMergeContacts, useUndoMerge } from './merge-queries.ts';

type Taken = (typeof takenFields)[number];

interface MergeDialogProps {
  contact: Contact;
  open: boolean;
  onClose: () => void;
}

/** Chooses a duplicate, shows both beside each other, and makes one of them. */
export function MergeDialog({ contact, open, onClose }: MergeDialogProps) {
  const { t } = useTranslation('directory');
  return (
    <AppDialog open={open} title={t('merge.title', { name: contact.name })} onClose={onClose} maxWidth="sm">
      <MergeForm contact={contact} onClose={onClose} />
    </AppDialog>
  );
}

function MergeForm({ contact, onClose }: Omit<MergeDialogProps, 'open'>) {
  const { t } = useTranslation(['directory', 'common']);
  const [duplicateId, setDuplicateId] = useState<string | null>(null);
  const [take, setTake] = useState<Taken[]>([]);
  const merge = useMergeContacts(contact.id);
  const undo = useUndoMerge();
  const { data: preview, error } = useQuery({
    ...mergePreviewQuery(contact.id, duplicateId ?? ''),
    // Once they are merged there is nothing to preview, though all that is on the screen is asked anew.
    enabled: duplicateId !== null && (merge.isIdle || merge.isError),
  });
  function submit(): void {
    if (!duplicateId) return;
    merge.mutate(
      { duplicateId, take },
      {
        onSuccess: (done) => {
          showToast({
            text: t('merge.done', { name: done.gone.name }),
            durationMs: 10_000,
            action: { label: t('merge.undo'), run: () => undo.mutate(done) },
          });
          onClose();
        },
      },
    );
  }
  return (
    <>
      <DialogContent sx={{ '&&': { pt: 1 } }}>
        <FormError error={merge.error ?? error} />
        <ContactPicker
          label={t('merge.duplicate')}
          hint={t('merge.duplicateHint')}
          exceptId={contact.id}
          onChange={(chosen) => {
            setDuplicateId(chosen?.id ?? null);
            setTake([]);
          }}
        />
        {duplicateId && !preview && !error ? (
          <Skeleton variant="rounded" height={180} sx={{ mt: 2 }} />
        ) : null}
        {duplicateId && preview ? (
          <>
            <Comparison kept={preview.kept} gone={preview.gone} take={take} onTake={setTake} />
            {preview.joinedTickets.map((pair) => (
              <Typography key={pair.gone} variant="body2" sx={{ mt: 1 }}>
                {t('merge.joined', pair)}
              </Typography>
            ))}
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
              {t('merge.undoable')}
            </Typography>
          </>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button variant="contained" disabled={!preview} loading={merge.isPending} onClick={submit}>
          {t('merge.submit')}
        </Button>
      </DialogActions>
    </>
  );
}

interface ComparisonProps {
  kept: MergeSide;
  gone: MergeSide;
  take: Taken[];
  onTake: (take: Taken[]) => void;
}

/** Where both say something one chooses; where one is empty the other's is taken. */
function Comparison({ kept, gone, take, onTake }: ComparisonProps) {
  const { t } = useTranslation('directory');
  const counts = (side: MergeSide) => t('merge.counts', { tickets: side.tickets, messages: side.messages });
  // WhatsApp's own id says nothing to people: it is shown only where nothing else is known.
  const identities = ({ contact }: MergeSide) => {
    const phones = contact.identities.filter(({ kind }) => kind === 'phone');
    if (phones.length === 0) return contact.identities.map(({ value }) => `ID ${value}`).join(', ');
    return phones.map(({ value }) => formatPhoneNumber(value)).join(', ');
  };
  const columns = {
    display: 'grid',
    gridTemplateColumns: '84px 1fr 1fr',
    columnGap: 1,
    alignItems: 'center',
  };
  const cell = { overflowWrap: 'anywhere', minWidth: 0, py: 0.75 } as const;
  return (
    <Box sx={{ mt: 2 }}>
      <Box sx={{ ...columns, fontWeight: 600 }}>
        <span />
        <span>{t('merge.kept')}</span>
        <span>{t('merge.gone')}</span>
      </Box>
      {takenFields.map((field) => {
        const [one, other] = [valueOf(field, kept.contact, t), valueOf(field, gone.contact, t)];
        if (!one && !other) return null;
        const free = Boolean(one && other && one !== other);
        const taken = take.includes(field) || !one;
        const radio = (mine: boolean) =>
          free ? (
            <Radio
              size="small"
              name={`take-${field}`}
              checked={taken === !mine}
              onChange={() => onTake(mine ? take.filter((name) => name !== field) : [...take, field])}
              slotProps={{
                input: { 'aria-label': `${t(`merge.field.${field}`)}: ${(mine ? one : other) ?? ''}` },
              }}
            />
          ) : null;
        return (
          <Box key={field} sx={{ ...columns, borderTop: 1, borderColor: 'divider' }}>
            <Box sx={{ ...cell, color: 'text.secondary', typography: 'body2' }}>
              {t(`merge.field.${field}`)}
            </Box>
            <Box sx={{ ...cell, opacity: taken ? 0.6 : 1 }}>
              {radio(true)}
              {one}
            </Box>
            <Box sx={{ ...cell, opacity: taken ? 1 : 0.6 }}>
              {radio(false)}
              {other}
            </Box>
          </Box>
        );
      })}
      {[
        { label: t('merge.reach'), one: identities(kept), other: identities(gone) },
        { label: t('merge.history'), one: counts(kept), other: counts(gone) },
      ].map(({ label, one, other }) => (
        <Box key={label} sx={{ ...columns, borderTop: 1, borderColor: 'divider' }}>
          <Box sx={{ ...cell, color: 'text.secondary', typography: 'body2' }}>{label}</Box>
          <Box sx={cell}>{one}</Box>
          <Box sx={cell}>{other}</Box>
        </Box>
      ))}
    </Box>
  );
}

type Translate = ReturnType<typeof useTranslation<'directory'>>['t'];

function valueOf(field: Taken, contact: Contact, t: Translate): string | null {
  if (field === 'name') return contact.name;
  if (field === 'language') return contact.language && languageNames[contact.language];
  if (field === 'fields') {
    const { length } = contact.fields;
    return length > 0 ? t('merge.fieldCount', { count: length }) : null;
  }
  return contact[field] || null;
}
