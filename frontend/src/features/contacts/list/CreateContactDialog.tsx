import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { isApiError } from '../../../api/api-error.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { TextInput } from '../../../ui/TextInput.tsx';
import { useCreateContact } from '../contact-queries.ts';
import { ContactForm } from '../details/ContactForm.tsx';

interface CreateFormProps {
  /** The connection through which WhatsApp is asked about the number; null: nobody can ask now. */
  checkOn: string | null;
  onClose: () => void;
}

/** Adds somebody by their number. Somebody known already can be opened from here. */
export function CreateContactDialog({ open, ...form }: CreateFormProps & { open: boolean }) {
  const { t } = useTranslation('directory');
  return (
    <AppDialog open={open} title={t('create.title')} onClose={form.onClose}>
      <CreateForm {...form} />
    </AppDialog>
  );
}

function CreateForm({ checkOn, onClose }: CreateFormProps) {
  const { t } = useTranslation(['directory', 'common']);
  const navigate = useNavigate();
  const create = useCreateContact();
  const [phoneNumber, setPhoneNumber] = useState('');
  const [tried, setTried] = useState(false);
  const empty = phoneNumber.trim() === '';
  const { error } = create;
  // Whoever wants somebody in the list who isn't on WhatsApp says so once more.
  const absent = isApiError(error, 'number_not_found') && create.variables?.phoneNumber === phoneNumber;
  const atPhone = absent || isApiError(error, 'contact_exists') || isApiError(error, 'invalid_phone_number');
  const known = isApiError(error, 'contact_exists') ? error.details.contactId : undefined;
  const open = (contactId: string) => {
    onClose();
    void navigate(`/contacts/${contactId}`);
  };
  const problem =
    tried && empty
      ? t('common:field.required')
      : absent
        ? t('create.absent')
        : atPhone
          ? errorText(error)
          : undefined;
  return (
    <ContactForm
      contact={null}
      submitLabel={t(absent ? 'create.anyway' : 'create.submit')}
      pending={create.isPending}
      error={atPhone ? null : error}
      onCancel={onClose}
      onSubmit={(values) => {
        setTried(true);
        if (!empty)
          create.mutate(
            { ...values, phoneNumber, checkOn: absent ? null : checkOn },
            { onSuccess: ({ id }) => open(id) },
          );
      }}
    >
      <TextInput
        autoFocus
        size="small"
        type="tel"
        label={t('create.phone')}
        hint={t('create.phoneHint')}
        problem={problem}
        value={phoneNumber}
        onChange={({ target }) => setPhoneNumber(target.value)}
        inputProps={{ maxLength: 40, dir: 'ltr' }}
        sx={{ mt: 0.5 }}
      />
      {typeof known === 'string' ? (
        <Button size="small" onClick={() => open(known)}>
          {t('create.openKnown')}
        </Button>
      ) : null}
    </ContactForm>
  );
}
