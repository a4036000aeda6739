import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { languages, type ThemeChoice, themes } from '@ticketz/contract/preferences';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, languageNames } from '../../i18n/i18n.ts';
import { DeviceIcon } from '../../ui/icons/DeviceIcon.tsx';
import { MoonIcon } from '../../ui/icons/MoonIcon.tsx';
import { SunIcon } from '../../ui/icons/SunIcon.tsx';
import { usePreferences } from './use-preferences.ts';

const iconOf = { system: DeviceIcon, light: SunIcon, dark: MoonIcon } as const;

/** Language and appearance: chosen is done, there is nothing to save. */
export function PreferencesForm() {
  const { t } = useTranslation(['profile', 'common']);
  const { theme, chooseTheme, chooseLanguage } = usePreferences();
  const narrow = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const languageId = useId();
  const themeId = useId();
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <FormControl fullWidth>
        <InputLabel htmlFor={languageId}>{t('common:language')}</InputLabel>
        <NativeSelect
          id={languageId}
          value={currentLanguage()}
          input={<OutlinedInput label={t('common:language')} />}
          onChange={(event) => {
            const chosen = languages.find((language) => language === event.target.value);
            if (chosen) chooseLanguage(chosen);
          }}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageNames[language]}
            </option>
          ))}
        </NativeSelect>
        <FormHelperText>{t('look.languageHint')}</FormHelperText>
      </FormControl>
      <div>
        <Typography id={themeId} variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t('common:theme.label')}
        </Typography>
        <ToggleButtonGroup
          exclusive
          fullWidth={narrow}
          orientation={narrow ? 'vertical' : 'horizontal'}
          value={theme}
          aria-labelledby={themeId}
          onChange={(_event, chosen: ThemeChoice | null) => {
            if (chosen) chooseTheme(chosen);
          }}
        >
          {themes.map((choice) => {
            const Icon = iconOf[choice];
            return (
              <ToggleButton key={choice} value={choice} sx={{ gap: 1, px: 2 }}>
                <Icon fontSize="small" />
                {t(`common:theme.${choice}`)}
              </ToggleButton>
            );
          })}
        </ToggleButtonGroup>
      </div>
    </Box>
  );
}
