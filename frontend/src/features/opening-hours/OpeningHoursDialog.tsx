import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type Schedule, schedule } from '@ticketz/contract/opening-hours';
import type { ReactNode } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormError } from '../../ui/forms/FormError.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { showToast } from '../../ui/toast.ts';
import { useAutocompleteTexts } from '../../ui/use-autocomplete-texts.ts';
import { type HoursOwner, useSetOpeningHours } from './opening-hours-queries.ts';
import { SpecialDaysField } from './SpecialDaysField.tsx';
import { firstSchedule } from './schedule-words.ts';
import { WeekField } from './WeekField.tsx';

interface OpeningHoursDialogProps {
  owner: HoursOwner;
  /** What holds until now; null: new ones. */
  known: Schedule | null;
  onClose: () => void;
}

/** Says when somebody is there: the week, the days that differ, and where clocks show that. */
export function OpeningHoursDialog({ owner, known, onClose }: OpeningHoursDialogProps) {
  const { t } = useTranslation(['openingHours', 'common']);
  const texts = useAutocompleteTexts();
  const form = useForm({ resolver: formResolver(schedule), defaultValues: known ?? firstSchedule() });
  const { mutate, isPending, error } = useSetOpeningHours(owner);
  const { control, formState } = form;
  const save = (hours: Schedule) =>
    mutate(hours, {
      onSuccess: () => {
        showToast({ text: t('saved') });
        onClose();
      },
    });
  const zones = Intl.supportedValuesOf('timeZone');
  const title = owner.kind === 'company' ? t('title') : t('titleOf', { name: owner.name });
  return (
    <AppDialog open maxWidth="sm" title={title} onClose={onClose}>
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={isPending}
        error={error}
        onSubmit={form.handleSubmit(save)}
        onCancel={onClose}
      >
        {formState.isSubmitted && !formState.isValid ? <FormError>{t('incomplete')}</FormError> : null}
        <Controller
          control={control}
          name="week"
          render={({ field: { value, onChange } }) => <WeekField value={value} onChange={onChange} />}
        />
        <Heading text={t('specialHint')}>{t('special')}</Heading>
        <Controller
          control={control}
          name="specialDays"
          render={({ field: { value, onChange } }) => <SpecialDaysField value={value} onChange={onChange} />}
        />
        <Heading>{t('timeZone')}</Heading>
        <Controller
          control={control}
          name="timeZone"
          render={({ field: { value, onChange } }) => (
            <Autocomplete
              {...texts}
              size="small"
              disableClearable
              options={zones.includes(value) ? zones : [value, ...zones]}
              value={value}
              onChange={(_event, zone) => onChange(zone)}
              getOptionLabel={(zone) => zone.replaceAll('_', ' ')}
              renderInput={(params) => (
                <TextField {...params} label={t('timeZone')} helperText={t('timeZoneHint')} />
              )}
              sx={{ mt: 1 }}
            />
          )}
        />
      </DialogForm>
    </AppDialog>
  );
}

function Heading({ text, children }: { text?: string; children: ReactNode }) {
  return (
    <>
      <Typography variant="h3" sx={{ mt: 3 }}>
        {children}
      </Typography>
      {text ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
          {text}
        </Typography>
      ) : null}
    </>
  );
}
