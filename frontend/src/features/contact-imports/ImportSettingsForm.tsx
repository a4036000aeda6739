import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ContactImport, ImportSettings } from '@ticketz/contract/contact-imports';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../ui/forms/FormError.tsx';
import { Section } from '../../ui/Section.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import { ImportOptions } from './ImportOptions.tsx';
import { useCheckImport } from './import-queries.ts';
import { PhoneBookPreview } from './PhoneBookPreview.tsx';

interface ImportSettingsFormProps {
  contactImport: ContactImport;
  onChecked: () => void;
}

/** What the columns hold, or whom a phone knows, and what is to happen; then it is tried out, and nothing has changed yet. */
export function ImportSettingsForm({ contactImport, onChecked }: ImportSettingsFormProps) {
  const { t } = useTranslation('imports');
  const [settings, setSettings] = useState<ImportSettings>(contactImport.settings);
  const [tried, setTried] = useState(false);
  const check = useCheckImport(contactImport.id);
  const ofPhone = contactImport.source === 'phone';
  const hasPhone = settings.columns.some(({ target }) => target === 'phone');
  const hasHow = settings.consent === null || settings.consent.how.trim() !== '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (hasPhone && hasHow) check.mutate(settings, { onSuccess: onChecked });
      }}
    >
      {ofPhone ? (
        <PhoneBookPreview contactImport={contactImport} />
      ) : (
        <Section title={t('columns.title')} text={t('columns.text', { count: contactImport.rowCount })}>
          <ColumnTable
            columns={contactImport.columns}
            value={settings.columns}
            onChange={(columns) => setSettings({ ...settings, columns })}
          />
          {hasPhone ? null : (
            <Typography
              role={tried ? 'alert' : undefined}
              sx={{ color: tried ? 'error.main' : 'text.secondary', mt: 1.5 }}
            >
              {t('columns.noPhone')}
            </Typography>
          )}
        </Section>
      )}
      <Section title={t(ofPhone ? 'options.titlePhone' : 'options.title')} text={t('options.text')}>
        <ImportOptions
          value={settings}
          ofPhone={ofPhone}
          onChange={setSettings}
          howMissing={tried && !hasHow}
        />
      </Section>
      <FormError error={check.error} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', pb: 2 }}>
        <Button type="submit" variant="contained" loading={check.isPending}>
          {t('check')}
        </Button>
      </Box>
    </form>
  );
}
