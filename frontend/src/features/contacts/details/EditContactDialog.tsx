import type { Contact } from '@ticketz/contract/contacts';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useUpdateContact } from '../contact-queries.ts';
import { ContactForm } from './ContactForm.tsx';

interface EditContactDialogProps {
  contact: Contact;
  open: boolean;
  onClose: () => void;
}

export function EditContactDialog({ contact, open, onClose }: EditContactDialogProps) {
  const { t } = useTranslation(['directory', 'common']);
  const update = useUpdateContact(contact.id);
  return (
    <AppDialog open={open} title={t('contact.editTitle', { name: contact.name })} onClose={onClose}>
      <ContactForm
        contact={contact}
        submitLabel={t('common:action.save')}
        pending={update.isPending}
        error={update.error}
        onCancel={onClose}
        onSubmit={(values) =>
          update.mutate(values, {
            onSuccess: () => {
              showToast({ text: t('contact.saved') });
              onClose();
            },
          })
        }
      />
    </AppDialog>
  );
}
