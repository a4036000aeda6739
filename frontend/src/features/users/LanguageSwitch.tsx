import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { languages } from '@ticketz/contract/preferences';
import { useTranslation } from 'react-i18next';
import { currentLanguage, languageNames } from '../../i18n/i18n.ts';
import { usePreferences } from './use-preferences.ts';

/** The languages side by side, each in its own words: for pages before the log-in. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { chooseLanguage } = usePreferences();
  const current = currentLanguage();
  return (
    <Box
      role="group"
      aria-label={t('language')}
      sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center' }}
    >
      {languages.map((language) => (
        <Button
          key={language}
          size="small"
          lang={language}
          aria-pressed={language === current}
          onClick={() => chooseLanguage(language)}
          sx={{
            color: language === current ? 'text.primary' : 'text.secondary',
            fontWeight: language === current ? 650 : 500,
          }}
        >
          {languageNames[language]}
        </Button>
      ))}
    </Box>
  );
}
