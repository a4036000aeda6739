import type { Components, CssVarsTheme, Theme } from '@mui/material/styles';

type ThemeComponents = Components<Omit<Theme, 'components' | 'palette'> & CssVarsTheme>;

/** Fingers need 44 px; a mouse is fine with the smaller sizes. */
const touchTarget = { '@media (pointer: coarse)': { minHeight: 44 } };

export const components: ThemeComponents = {
  MuiCssBaseline: {
    styleOverrides: {
      'html, body, #root': { height: '100%' },
      body: { overscrollBehavior: 'none' },
      'h1, h2, h3': { textWrap: 'balance' },
    },
  },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: { root: { minHeight: 40, paddingInline: 16, ...touchTarget } },
    variants: [{ props: { size: 'small' }, style: { minHeight: 32, paddingInline: 12, ...touchTarget } }],
  },
  MuiIconButton: {
    styleOverrides: {
      root: {
        borderRadius: 10,
        width: 40,
        height: 40,
        padding: 8,
        '@media (pointer: coarse)': { width: 44, height: 44 },
      },
    },
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: { root: { borderRadius: 14 } },
  },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({
        borderRadius: 16,
        border: `1px solid ${theme.vars.palette.divider}`,
        boxShadow: '0 12px 48px rgb(0 0 0 / 0.18)',
        margin: 16,
        width: 'calc(100% - 32px)',
        maxHeight: 'calc(100% - 32px)',
      }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 600, paddingBlock: 20 } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px', gap: 4, flexWrap: 'wrap' } } },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({
        border: `1px solid ${theme.vars.palette.divider}`,
        borderRadius: 12,
        boxShadow: '0 6px 24px rgb(0 0 0 / 0.12)',
      }),
    },
  },
  MuiMenuItem: {
    styleOverrides: { root: { borderRadius: 8, marginInline: 6, gap: 12, minHeight: 38, ...touchTarget } },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 200 },
    styleOverrides: { tooltip: { fontSize: '0.8125rem', paddingInline: 10, borderRadius: 8 } },
  },
  MuiTextField: { defaultProps: { fullWidth: true } },
  MuiOutlinedInput: { styleOverrides: { root: { borderRadius: 10 } } },
  MuiChip: { styleOverrides: { root: { fontWeight: 500, borderRadius: 8 } } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 12, alignItems: 'center' } } },
  MuiTab: { styleOverrides: { root: { minHeight: 44 } } },
  MuiLink: { defaultProps: { underline: 'hover' } },
  MuiSkeleton: {
    defaultProps: { animation: 'pulse' },
    styleOverrides: { root: ({ theme }) => ({ backgroundColor: theme.vars.palette.surface.rail }) },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.vars.palette.surface.rail, borderRadius: 3 }),
    },
  },
};
