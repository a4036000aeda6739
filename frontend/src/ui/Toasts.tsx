import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useStore } from '../lib/store.ts';
import { dismissToast, toastQueue } from './toast.ts';

/** Shows one notice at a time, at the bottom. Lives once, in the app's frame. */
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
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      sx={{ bottom: { xs: 'calc(72px + env(safe-area-inset-bottom))', sm: 24 } }}
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
