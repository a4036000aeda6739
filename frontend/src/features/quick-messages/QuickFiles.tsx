import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { fileLimits, type File as StoredFile } from '@ticketz/contract/files';
import { mostQuickFiles, quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thumbnailUrl } from '../../api/file-urls.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { AttachIcon } from '../../ui/icons/AttachIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { formatSize, shortType } from '../files/file-words.ts';
import { postBytes } from '../files/upload-file.ts';

interface QuickFilesProps {
  files: readonly StoredFile[];
  onChange: (change: (files: readonly StoredFile[]) => StoredFile[]) => void;
  /** While files are on their way there is nothing to save yet. */
  onBusy: (busy: boolean) => void;
}

function Preview({ file }: { file: StoredFile }) {
  const room = { width: 44, height: 44, flex: 'none', borderRadius: 1 } as const;
  if (file.thumbnail) {
    return <Box component="img" src={thumbnailUrl(file.id)} alt="" sx={{ ...room, objectFit: 'cover' }} />;
  }
  return (
    <Box
      aria-hidden
      sx={{ ...room, display: 'grid', placeItems: 'center', bgcolor: 'surface.rail', typography: 'caption' }}
    >
      {shortType(file.name, file.mimeType) || '…'}
    </Box>
  );
}

/** The files that a quick message brings, in the order in which they go out. */
export function QuickFiles({ files, onChange, onBusy }: QuickFilesProps) {
  const { t, i18n } = useTranslation(['compose', 'messages']);
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(0);

  async function add(chosen: File[]): Promise<void> {
    const room = chosen.slice(0, mostQuickFiles - files.length);
    setError(null);
    setWaiting(room.length);
    onBusy(true);
    for (const blob of room) {
      try {
        const query = new URLSearchParams({ name: blob.name.slice(-255) });
        const address = `/api${quickMessageEndpoints.uploadQuickFile.path}?${query}`;
        const stored = (await postBytes(address, { blob })) as StoredFile;
        onChange((before) => [...before, stored]);
      } catch (problem) {
        setError(problem);
      }
      setWaiting((count) => count - 1);
    }
    onBusy(false);
  }
  return (
    <Box sx={{ mb: 1 }}>
      <FormError error={error} />
      <Box component="ul" aria-label={t('quick.brings')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {files.map((file) => {
          const name = file.name ?? t(`messages:kind.${file.kind}`);
          return (
            <Box
              component="li"
              key={file.id}
              sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5 }}
            >
              <Preview file={file} />
              <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                {name}
                <Box component="span" sx={{ color: 'text.secondary', ml: 1, typography: 'body2' }}>
                  {file.size === null ? '' : formatSize(file.size, i18n.language)}
                </Box>
              </Box>
              <IconButton
                aria-label={t('messages:attach.remove', { name })}
                onClick={() => onChange((before) => before.filter(({ id }) => id !== file.id))}
              >
                <TrashIcon fontSize="small" />
              </IconButton>
            </Box>
          );
        })}
      </Box>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('quick.addFiles')}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          // So that the same file can be chosen again.
          target.value = '';
          void add(chosen.filter(({ size }) => size > 0 && size <= fileLimits.document));
        }}
      />
      <Button
        startIcon={<AttachIcon />}
        loading={waiting > 0}
        disabled={files.length >= mostQuickFiles}
        onClick={() => input.current?.click()}
      >
        {t('quick.addFiles')}
      </Button>
    </Box>
  );
}
