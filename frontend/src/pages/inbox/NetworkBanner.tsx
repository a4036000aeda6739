import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RealtimeState, useRealtimeState } from '../../realtime/connection-state.ts';
import { WifiOffIcon } from '../../ui/icons/WifiOffIcon.tsx';

/** A reconnect of a moment isn't worth a word. */
const unsaidForMs = 2_500;

function useLasting(state: RealtimeState): RealtimeState {
  const [lasting, setLasting] = useState<RealtimeState>(state === 'connecting' ? 'idle' : state);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(state), state === 'connecting' ? unsaidForMs : 0);
    return () => clearTimeout(timer);
  }, [state]);
  return lasting;
}

/** Where it hides neither what one taps nor what one reads: under the conversation's header, at the end of the list. */
const places = {
  conversation: { top: 72 },
  list: { bottom: 12 },
} as const;

/** Says that news may be missing at the moment, and what happens with what one writes. Lies over its pane, so that nothing moves. */
export function NetworkBanner({ over }: { over: keyof typeof places }) {
  const { t } = useTranslation('inbox');
  const state = useLasting(useRealtimeState());
  const shown = state === 'offline' || state === 'connecting';
  return (
    <Box
      role="status"
      sx={{
        position: 'absolute',
        ...places[over],
        insetInline: 12,
        zIndex: 2,
        display: 'flex',
        justifyContent: 'center',
        pointerEvents: 'none',
      }}
    >
      {shown ? (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            px: 2,
            py: 0.75,
            bgcolor: 'background.paper',
            border: 1,
            borderColor: 'divider',
            borderRadius: 2,
            boxShadow: '0 4px 16px rgb(0 0 0 / 0.12)',
            color: state === 'offline' ? 'warning.main' : 'text.secondary',
            typography: 'body2',
          }}
        >
          <WifiOffIcon fontSize="small" />
          {t(`network.${state}`)}
        </Box>
      ) : null}
    </Box>
  );
}
