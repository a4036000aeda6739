import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useStore } from '../lib/store.ts';
import { dismissToast, runToastAction, toastQueue, toastsHeld } from './toast.ts';

/** Shows one notice at a time. Lives once, in the app's frame. */
export function Toasts() {
  const [current] = useStore(toastQueue);
  const held = useStore(toastsHeld);
  return (
    <Snackbar
      key={current?.id ?? 'none'}
      open={current !== undefined}
      message={current?.text}
      autoHideDuration={held ? null : (current?.durationMs ?? 4_000)}
      onClose={(_event, reason) => {
        if (reason !== 'clickaway' && current) dismissToast(current.id);
      }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      // Where nobody writes or taps: over the end of a list beside the rail, on phones under the page's header.
      sx={{
        top: { xs: 72, sm: 'auto' },
        bottom: { xs: 'auto', sm: 24 },
        insetInlineStart: { xs: 12, sm: 108 },
        insetInlineEnd: { xs: 12, sm: 'auto' },
      }}
      action={
        current?.action ? (
          <Button
            size="small"
            color="inherit"
            aria-keyshortcuts={current.action.key}
            onClick={() => runToastAction(current.id)}
          >
            {current.action.label}
            {current.action.key ? <KeyHint keyName={current.action.key} /> : null}
          </Button>
        ) : null
      }
    />
  );
}

/** For those with a keyboard in front of them. */
function KeyHint({ keyName }: { keyName: string }) {
  return (
    <Box
      component="kbd"
      aria-hidden
      sx={{
        display: 'none',
        '@media (hover: hover)': { display: 'inline-block' },
        marginInlineStart: 1,
        px: 0.75,
        border: '1px solid currentColor',
        borderRadius: 0.5,
        font: 'inherit',
        fontSize: '0.75rem',
        lineHeight: '18px',
        opacity: 0.75,
      }}
    >
      {keyName}
    </Box>
  );
}
