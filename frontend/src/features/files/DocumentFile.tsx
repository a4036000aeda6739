import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { DownloadIcon } from '../../ui/icons/DownloadIcon.tsx';
import { formatSize, shortType } from './file-words.ts';
import type { ShownFile } from './shown-file.ts';
import { UploadProgress } from './UploadProgress.tsx';

interface DocumentFileProps {
  file: ShownFile;
  /** Where the browser can show it. */
  onOpen?: (() => void) | undefined;
  onCancel?: (() => void) | undefined;
}

/** A file to be saved, or opened: what it is called, what it is and how large. */
export function DocumentFile({ file, onOpen, onCancel }: DocumentFileProps) {
  const { t, i18n } = useTranslation('files');
  const type = shortType(file.name, file.mimeType);
  const details = [type, file.size === null ? null : formatSize(file.size, i18n.language)].filter(Boolean);
  const name = file.name ?? t('unnamed');
  const facts = (
    <>
      {file.uploaded === null ? (
        <Box
          aria-hidden
          sx={{
            display: 'grid',
            placeItems: 'center',
            flex: 'none',
            width: 40,
            height: 48,
            borderRadius: 1,
            bgcolor: 'secondary.main',
            color: 'secondary.contrastText',
            fontSize: '0.6875rem',
            fontWeight: 700,
          }}
        >
          {type || '…'}
        </Box>
      ) : (
        <UploadProgress uploaded={file.uploaded} onCancel={onCancel} />
      )}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box
          title={name}
          dir="auto"
          sx={{
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
            overflowWrap: 'anywhere',
            lineHeight: 1.35,
          }}
        >
          {name}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{details.join(' · ')}</Box>
      </Box>
    </>
  );
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, width: 300, maxWidth: '100%', py: 0.5 }}>
      {onOpen && file.url ? (
        <ButtonBase
          onClick={onOpen}
          aria-label={t('openNamed', { name })}
          sx={{ flex: 1, minWidth: 0, gap: 1.25, borderRadius: 1, textAlign: 'start', font: 'inherit' }}
        >
          {facts}
        </ButtonBase>
      ) : (
        facts
      )}
      {file.downloadUrl ? (
        <IconButton
          component="a"
          href={file.downloadUrl}
          download={file.name ?? ''}
          aria-label={t('downloadNamed', { name })}
          title={t('download')}
        >
          <DownloadIcon />
        </IconButton>
      ) : null}
    </Box>
  );
}
