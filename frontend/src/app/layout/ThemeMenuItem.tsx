import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import { type ThemeChoice, themes } from '@ticketz/contract/preferences';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../features/users/use-preferences.ts';
import { DeviceIcon } from '../../ui/icons/DeviceIcon.tsx';
import { MoonIcon } from '../../ui/icons/MoonIcon.tsx';
import { SunIcon } from '../../ui/icons/SunIcon.tsx';

const icons: Record<ThemeChoice, ComponentType<SvgIconProps>> = {
  system: DeviceIcon,
  light: SunIcon,
  dark: MoonIcon,
};

/** Goes on to the next appearance at each choice, and says which one counts. */
export function ThemeMenuItem(props: Record<string, unknown>) {
  const { t } = useTranslation();
  const { theme, chooseTheme } = usePreferences();
  const Icon = icons[theme];
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <MenuItem {...props} onClick={() => chooseTheme(next)}>
      <Icon fontSize="small" />
      {t('theme.label')}
      <Box
        component="span"
        sx={{ color: 'text.secondary', marginInlineStart: 'auto', paddingInlineStart: 2 }}
      >
        {t(`theme.${theme}`)}
      </Box>
    </MenuItem>
  );
}
