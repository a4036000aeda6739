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

/** Says that news may be missing at the moment, and what happens with what one writes. */
export function NetworkBanner() {
  const { t } = useTranslation('inbox');
  const state = useLasting(useRealtimeState());
  const shown = state === 'offline' || state === 'connecting';
  return (
    <div role="status">
      {shown ? (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'center',
            gap: 1,
            px: 2,
            py: 0.75,
            bgcolor: 'surface.rail',
            borderBottom: 1,
            borderColor: 'divider',
            color: state === 'offline' ? 'warning.main' : 'text.secondary',
            typography: 'body2',
          }}
        >
          <WifiOffIcon fontSize="small" />
          {t(`network.${state}`)}
        </Box>
      ) : null}
    </div>
  );
}
