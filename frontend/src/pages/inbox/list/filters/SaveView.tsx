import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { TicketFilter, TicketTab } from '@ticketz/contract/tickets';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../../api/session.ts';
import { useCreateView } from '../../../../features/ticket-views/view-queries.ts';
import { errorText } from '../../../../ui/error-text.ts';
import { TextInput } from '../../../../ui/TextInput.tsx';
import { showToast } from '../../../../ui/toast.ts';

/** Gives the filters that are set a name, to come back to them. */
export function SaveView({ tab, filter }: { tab: TicketTab; filter: TicketFilter }) {
  const { t } = useTranslation(['lists', 'common']);
  const me = useMe();
  const create = useCreateView();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const empty = name.trim() === '';

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (empty) return;
    const onSuccess = () => {
      setNaming(false);
      setName('');
      setTried(false);
      showToast({ text: t('views.saved') });
    };
    create.mutate({ name: name.trim(), tab, filter, shared }, { onSuccess });
  }
  if (!naming) {
    return (
      <Button variant="outlined" onClick={() => setNaming(true)}>
        {t('views.save')}
      </Button>
    );
  }
  const refused = create.error ? errorText(create.error) : undefined;
  return (
    <form noValidate onSubmit={save}>
      <TextInput
        autoFocus
        size="small"
        label={t('views.name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
        problem={tried && empty ? t('common:field.required') : refused}
        inputProps={{ maxLength: 60 }}
      />
      {me && roleIncludes(me.role, 'admin') ? (
        <FormControlLabel
          control={<Checkbox checked={shared} onChange={(_event, on) => setShared(on)} />}
          label={t('views.share')}
        />
      ) : null}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
        <Button onClick={() => setNaming(false)}>{t('common:action.cancel')}</Button>
        <Button type="submit" variant="contained" loading={create.isPending}>
          {t('common:action.save')}
        </Button>
      </Box>
    </form>
  );
}
