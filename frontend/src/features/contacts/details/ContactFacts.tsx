import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import type { ContactField, FieldValue } from '@ticketz/contract/contact-fields';
import type { Contact } from '@ticketz/contract/contacts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../../i18n/i18n.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EditIcon } from '../../../ui/icons/EditIcon.tsx';
import { contactFieldsQuery } from '../../contact-fields/field-queries.ts';
import { TagPicker } from '../../tags/TagPicker.tsx';
import { useUpdateContact } from '../contact-queries.ts';
import { ConsentPart } from './ConsentPart.tsx';
import { EditContactDialog } from './EditContactDialog.tsx';

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ py: 1 }}>
      <Box component="dt" sx={{ typography: 'caption', color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </Box>
  );
}

/** What is known of a person, with ways to write down more. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation(['contacts', 'directory', 'common']);
  const format = usePhoneFormat();
  const [editing, setEditing] = useState(false);
  const { data: fields = [] } = useQuery(contactFieldsQuery);
  const update = useUpdateContact(contact.id);
  const phones = contact.identities.filter(({ kind }) => kind === 'phone');
  const lid = contact.identities.find(({ kind }) => kind === 'lid');
  return (
    <>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={t('contacts:phone')}>
          {phones.length === 0
            ? t('contacts:noPhone')
            : phones.map(({ value }) => (
                <Box key={value} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                  <Box component="span" dir="ltr" sx={{ flex: 1 }}>
                    {format(value)}
                  </Box>
                  <CopyButton size="small" text={`+${value}`} aria-label={t('contacts:copyPhone')} />
                </Box>
              ))}
        </Fact>
        {phones.length === 0 && lid ? <Fact label={t('contacts:lid')}>{lid.value}</Fact> : null}
        <Fact label={t('contacts:pushName')}>{contact.pushName ?? '–'}</Fact>
        {contact.email ? (
          <Fact label={t('directory:contact.email')}>
            <Link href={`mailto:${contact.email}`}>{contact.email}</Link>
          </Fact>
        ) : null}
        {contact.fields.map(({ fieldId, value }) => {
          const field = fields.find(({ id }) => id === fieldId);
          return field ? (
            <Fact key={fieldId} label={field.name}>
              <FieldWords field={field} value={value} />
            </Fact>
          ) : null;
        })}
        {contact.language ? (
          <Fact label={t('directory:contact.language')}>{languageNames[contact.language]}</Fact>
        ) : null}
        {contact.notes ? (
          <Fact label={t('directory:contact.notes')}>
            <Box dir="auto" sx={{ whiteSpace: 'pre-wrap' }}>
              {contact.notes}
            </Box>
          </Fact>
        ) : null}
        {contact.botOff ? (
          <Fact label={t('directory:contact.bot')}>{t('directory:contact.botOff')}</Fact>
        ) : null}
      </Box>
      <Box sx={{ mt: 1 }}>
        <TagPicker
          label={t('directory:contact.tags')}
          value={contact.tagIds}
          disabled={update.isPending}
          onChange={(tagIds) => update.mutate({ tagIds })}
        />
      </Box>
      <Button size="small" startIcon={<EditIcon />} onClick={() => setEditing(true)} sx={{ mt: 1 }}>
        {t('directory:contact.edit')}
      </Button>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={t('directory:consent.title')}>
          <ConsentPart contact={contact} />
        </Fact>
        <Fact label={t('contacts:since')}>{formatDateTime(new Date(contact.createdAt), i18n.language)}</Fact>
      </Box>
      <EditContactDialog contact={contact} open={editing} onClose={() => setEditing(false)} />
    </>
  );
}

function FieldWords({ field, value }: { field: ContactField; value: FieldValue }) {
  const { t, i18n } = useTranslation('directory');
  if (typeof value === 'boolean') return t(value ? 'fields.yes' : 'fields.no');
  if (typeof value === 'number') return value.toLocaleString(i18n.language);
  if (field.kind === 'date') {
    return new Date(`${value}T00:00:00`).toLocaleDateString(i18n.language, { dateStyle: 'long' });
  }
  return value;
}
