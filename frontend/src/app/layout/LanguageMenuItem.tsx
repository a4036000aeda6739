import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import { languages } from '@ticketz/contract/preferences';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../features/users/use-preferences.ts';
import { currentLanguage, languageNames } from '../../i18n/i18n.ts';
import { GlobeIcon } from '../../ui/icons/GlobeIcon.tsx';

/** Goes on to the next language at each choice, named in the language itself. */
export function LanguageMenuItem(props: Record<string, unknown>) {
  const { t } = useTranslation();
  const { chooseLanguage } = usePreferences();
  const language = currentLanguage();
  const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? 'en';
  return (
    <MenuItem {...props} onClick={() => chooseLanguage(next)}>
      <GlobeIcon fontSize="small" />
      {t('language')}
      <Box
        component="span"
        sx={{ color: 'text.secondary', marginInlineStart: 'auto', paddingInlineStart: 2 }}
      >
        {languageNames[language]}
      </Box>
    </MenuItem>
  );
}
