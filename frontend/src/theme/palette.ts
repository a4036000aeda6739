import type { ColorSystemOptions } from '@mui/material/styles';

declare module '@mui/material/styles' {
  /** Surfaces from the quietest (`rail`) to the one people read on (`background.paper`); `alarm` marks a line as wrong. */
  interface Palette {
    surface: { rail: string; sunken: string; hover: string; selected: string; alarm: string };
    bubble: {
      inbound: string;
      outbound: string;
      tick: string;
      tickRead: string;
      note: string;
      noteEdge: string;
    };
  }
  interface PaletteOptions {
    surface?: Palette['surface'];
    bubble?: Palette['bubble'];
  }
}

/** Every pair of text and ground below holds WCAG AA; `palette.test.ts` computes it. */
export const light = {
  palette: {
    mode: 'light',
    primary: { main: '#0b6470', light: '#1f7f8b', dark: '#084a53', contrastText: '#ffffff' },
    secondary: { main: '#4d5b66', contrastText: '#ffffff' },
    error: { main: '#b3261e', contrastText: '#ffffff' },
    warning: { main: '#8a5300', contrastText: '#ffffff' },
    success: { main: '#1b6e3c', contrastText: '#ffffff' },
    info: { main: '#285f9e', contrastText: '#ffffff' },
    background: { default: '#f5f6f7', paper: '#ffffff' },
    text: { primary: '#182127', secondary: '#55626c', disabled: '#8a959d' },
    divider: '#e1e5e8',
    surface: { rail: '#eceff1', sunken: '#f0f2f4', hover: '#f1f4f5', selected: '#e3eff0', alarm: '#fdeeec' },
    bubble: {
      inbound: '#ffffff',
      outbound: '#dcedee',
      tick: '#5c6a73',
      tickRead: '#0a6fb8',
      note: '#fff3d1',
      noteEdge: '#d9a441',
    },
  },
} as const satisfies ColorSystemOptions;

export const dark = {
  palette: {
    mode: 'dark',
    primary: { main: '#62c3ca', light: '#8bd8dd', dark: '#3a9fa7', contrastText: '#06282c' },
    secondary: { main: '#a7b3bb', contrastText: '#11181c' },
    error: { main: '#ff9d94', contrastText: '#3a0906' },
    warning: { main: '#f0b45c', contrastText: '#332000' },
    success: { main: '#74cf97', contrastText: '#07280f' },
    info: { main: '#8dbdf2', contrastText: '#0a2440' },
    background: { default: '#101518', paper: '#171d21' },
    text: { primary: '#e6ebee', secondary: '#a2aeb6', disabled: '#6c7880' },
    divider: '#293238',
    surface: { rail: '#0c1013', sunken: '#12181b', hover: '#1d252a', selected: '#1b3135', alarm: '#34201f' },
    bubble: {
      inbound: '#20282d',
      outbound: '#17434a',
      tick: '#9fb0b6',
      tickRead: '#6cc4ff',
      note: '#3a2e12',
      noteEdge: '#8f6f2c',
    },
  },
} as const satisfies ColorSystemOptions;
