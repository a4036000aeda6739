import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { botMenuEndpoints } from '@ticketz/contract/bot-menus';
import { fileLimits, type File as StoredFile } from '@ticketz/contract/files';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postBytes } from '../../features/files/upload-file.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { AttachIcon } from '../../ui/icons/AttachIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';

interface BotFileProps {
  fileId: string | null;
  /** Those that the menu has. */
  files: readonly StoredFile[];
  onChange: (fileId: string | null) => void;
}

/** The file that goes out with a text: none, or one. */
export function BotFile({ fileId, files, onChange }: BotFileProps) {
  const { t } = useTranslation(['bot', 'messages']);
  const input = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<StoredFile[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chosen = [...files, ...added].find(({ id }) => id === fileId);

  async function upload(blob: File): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const query = new URLSearchParams({ name: blob.name.slice(-255) });
      const address = `/api${botMenuEndpoints.uploadBotFile.path}?${query}`;
      const stored = (await postBytes(address, { blob })) as StoredFile;
      setAdded((before) => [...before, stored]);
      onChange(stored.id);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  }
  const name = chosen && (chosen.name ?? t(`messages:kind.${chosen.kind}`));
  return (
    <Box sx={{ mb: 2 }}>
      <FormError error={error} />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('addFile')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file && file.size > 0 && file.size <= fileLimits.document) void upload(file);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
      {name ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <AttachIcon fontSize="small" />
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{name}</Box>
          <IconButton aria-label={t('messages:attach.remove', { name })} onClick={() => onChange(null)}>
            <TrashIcon fontSize="small" />
          </IconButton>
        </Box>
      ) : (
        <Button startIcon={<AttachIcon />} loading={busy} onClick={() => input.current?.click()}>
          {t('addFile')}
        </Button>
      )}
    </Box>
  );
}
