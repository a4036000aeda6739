import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '../../ui/icons/CloseIcon.tsx';

interface UploadProgressProps {
  /** From 0 to 1. */
  uploaded: number;
  onCancel?: (() => void) | undefined;
}

/** How far an upload is, with a way to stop it. */
export function UploadProgress({ uploaded, onCancel }: UploadProgressProps) {
  const { t } = useTranslation('files');
  const percent = Math.round(uploaded * 100);
  return (
    <Box
      sx={{
        position: 'relative',
        display: 'grid',
        placeItems: 'center',
        width: 48,
        height: 48,
        borderRadius: '50%',
        bgcolor: 'rgb(0 0 0 / 0.6)',
        color: '#fff',
        flex: 'none',
      }}
    >
      <CircularProgress
        variant="determinate"
        value={percent}
        size={44}
        thickness={3}
        color="inherit"
        aria-label={t('uploading')}
        sx={{ position: 'absolute' }}
      />
      {onCancel ? (
        <IconButton color="inherit" aria-label={t('cancelUpload')} onClick={onCancel}>
          <CloseIcon />
        </IconButton>
      ) : null}
    </Box>
  );
}
