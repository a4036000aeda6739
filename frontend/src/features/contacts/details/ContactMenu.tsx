import { useQuery } from '@tanstack/react-query';
import { type Contact, contactEndpoints } from '@ticketz/contract/contacts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../api/call-api.ts';
import { useMe } from '../../../api/session.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { BanIcon } from '../../../ui/icons/BanIcon.tsx';
import { CheckIcon } from '../../../ui/icons/CheckIcon.tsx';
import { LinkIcon } from '../../../ui/icons/LinkIcon.tsx';
import { TrashIcon } from '../../../ui/icons/TrashIcon.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { showToast } from '../../../ui/toast.ts';
import { may } from '../../auth/may.ts';
import { useBlockContact, useDeleteContact } from '../contact-queries.ts';
import { MergeDialog } from '../merge/MergeDialog.tsx';

interface ContactMenuProps {
  contact: Contact;
  onDeleted: () => void;
}

/** Merge, block and delete: for admins, each with what it means. */
export function ContactMenu({ contact, onDeleted }: ContactMenuProps) {
  const { t } = useTranslation('directory');
  const me = useMe();
  const [asking, setAsking] = useState<'block' | 'delete' | 'merge' | null>(null);
  const block = useBlockContact(contact.id);
  if (!me || !may(me, contactEndpoints.blockContact)) return null;
  const close = () => setAsking(null);
  const { name } = contact;
  return (
    <>
      <MoreMenu
        name={name}
        actions={[
          { label: t('merge.action'), icon: LinkIcon, run: () => setAsking('merge') },
          contact.blocked
            ? { label: t('contact.unblock'), icon: CheckIcon, run: () => block.mutate(false) }
            : { label: t('contact.block'), icon: BanIcon, run: () => setAsking('block') },
          { label: t('contact.delete'), icon: TrashIcon, run: () => setAsking('delete'), danger: true },
        ]}
      />
      <ConfirmDialog
        open={asking === 'block'}
        title={t('contact.blockTitle', { name })}
        text={t('contact.blockText')}
        confirmLabel={t('contact.block')}
        pending={block.isPending}
        error={block.error}
        onConfirm={() => block.mutate(true, { onSuccess: close })}
        onClose={close}
      />
      <MergeDialog contact={contact} open={asking === 'merge'} onClose={close} />
      <DeleteDialog contact={contact} open={asking === 'delete'} onClose={close} onDeleted={onDeleted} />
    </>
  );
}

interface DeleteDialogProps extends ContactMenuProps {
  open: boolean;
  onClose: () => void;
}

function DeleteDialog({ contact, open, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation('directory');
  const remove = useDeleteContact(contact.id);
  const { data: extent } = useQuery({
    queryKey: ['contacts', contact.id, 'extent'],
    queryFn: ({ signal }) =>
      callApi(contactEndpoints.contactExtent, { params: { contactId: contact.id } }, { signal }),
    enabled: open,
    staleTime: 0,
  });
  return (
    <ConfirmDialog
      open={open}
      title={t('contact.deleteTitle', { name: contact.name })}
      text={extent ? t('contact.deleteText', extent) : t('contact.deleteCounting')}
      confirmLabel={t('contact.delete')}
      pending={remove.isPending || !extent}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            showToast({ text: t('contact.deleted', { name: contact.name }) });
            onDeleted();
          },
        })
      }
      onClose={onClose}
    />
  );
}
