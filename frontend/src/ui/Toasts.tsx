import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useStore } from '../lib/store.ts';
import { dismissToast, toastQueue } from './toast.ts';

/** Shows one notice at a time. Lives once, in the app's frame. */
export function Toasts() {
  const [current] = useStore(toastQueue);
  return (
    <Snackbar
      key={current?.id ?? 'none'}
      open={current !== undefined}
      message={current?.text}
      autoHideDuration={current?.durationMs ?? 4_000}
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
            onClick={() => {
              current.action?.run();
              dismissToast(current.id);
            }}
          >
            {current.action.label}
          </Button>
        ) : null
      }
    />
  );
}
