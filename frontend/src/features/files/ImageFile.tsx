import ButtonBase from '@mui/material/ButtonBase';
import { useTranslation } from 'react-i18next';
import { PictureFrame } from './Picture.tsx';
import type { ShownFile } from './shown-file.ts';
import { UploadProgress } from './UploadProgress.tsx';

interface ImageFileProps {
  file: ShownFile;
  onOpen?: (() => void) | undefined;
  onCancel?: (() => void) | undefined;
}

/** A photo, small; a click shows it large. */
export function ImageFile({ file, onOpen, onCancel }: ImageFileProps) {
  const { t } = useTranslation('files');
  const picture = (
    <PictureFrame file={file}>
      {file.uploaded === null ? null : <UploadProgress uploaded={file.uploaded} onCancel={onCancel} />}
    </PictureFrame>
  );
  if (file.state !== 'ready' || !file.downloadUrl || !onOpen) return picture;
  return (
    <ButtonBase
      aria-label={t('openImage')}
      onClick={onOpen}
      sx={{ display: 'block', maxWidth: '100%', borderRadius: 1.25, cursor: 'zoom-in' }}
    >
      {picture}
    </ButtonBase>
  );
}
