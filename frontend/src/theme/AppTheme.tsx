import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import type { ThemeChoice } from '@ticketz/contract/preferences';
import { type ReactNode, useCallback } from 'react';
import { theme } from './theme.ts';
import { storedThemeChoice, storeThemeChoice, themeStorageKey } from './theme-choice.ts';

/** Colours for everything below: the person's choice, or the system's. */
export function AppTheme({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider
      theme={theme}
      defaultMode={storedThemeChoice()}
      modeStorageKey={themeStorageKey}
      colorSchemeStorageKey="ticketz.color-scheme"
      disableTransitionOnChange
      noSsr
    >
      <CssBaseline enableColorScheme />
      {children}
    </ThemeProvider>
  );
}

/** The chosen theme and how to choose another; remembered in this browser. */
export function useThemeChoice(): { choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const { mode, setMode } = useColorScheme();
  const choose = useCallback(
    (choice: ThemeChoice) => {
      storeThemeChoice(choice);
      setMode(choice);
      // The first paint set this inline; from now on the theme's own variable counts.
      document.documentElement.style.removeProperty('background-color');
      document.documentElement.style.removeProperty('color-scheme');
    },
    [setMode],
  );
  return { choice: mode ?? 'system', choose };
}
