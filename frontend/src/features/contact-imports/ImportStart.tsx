import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { isApiError } from '../../api/api-error.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { DocumentIcon } from '../../ui/icons/DocumentIcon.tsx';
import { useUploadImport } from './import-queries.ts';
import { PhoneBooks } from './PhoneBooks.tsx';
import { RecentImports } from './RecentImports.tsx';

/** Where contacts come from: a file, dropped or chosen, or the address book of a linked phone. Earlier imports below. */
export function ImportStart() {
  const navigate = useNavigate();
  const open = (id: string) => void navigate(`/contacts/import/${id}`);
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <FileDrop onRead={open} />
      <PhoneBooks onRead={open} />
      <RecentImports />
    </Box>
  );
}

function FileDrop({ onRead }: { onRead: (importId: string) => void }) {
  const { t } = useTranslation(['imports', 'common']);
  const input = useRef<HTMLInputElement>(null);
  const cancel = useRef<AbortController | null>(null);
  const [over, setOver] = useState(false);
  const [uploaded, setUploaded] = useState(0);
  const upload = useUploadImport();
  const { error } = upload;
  const unreadable = isApiError(error, 'import_unreadable') ? String(error.details.reason) : null;

  function take(file: File | undefined): void {
    if (!file || upload.isPending) return;
    setUploaded(0);
    cancel.current = new AbortController();
    upload.mutate(
      { file, onProgress: setUploaded, signal: cancel.current.signal },
      { onSuccess: ({ id }) => onRead(id) },
    );
  }

  return (
    <Card
      component="section"
      aria-label={t('file.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      sx={{
        p: { xs: 3, sm: 5 },
        display: 'grid',
        justifyItems: 'center',
        textAlign: 'center',
        gap: 1.5,
        borderStyle: 'dashed',
        ...(over ? { borderColor: 'primary.main', bgcolor: 'surface.selected' } : {}),
      }}
    >
      {isAbort(error) ? null : (
        <Box sx={{ width: '100%', maxWidth: 560 }}>
          <FormError error={unreadable ? null : error} />
          {unreadable ? (
            <Typography role="alert" sx={{ color: 'error.main', mb: 1 }}>
              {t('unreadable', { reason: unreadable })}
            </Typography>
          ) : null}
        </Box>
      )}
      <Box aria-hidden sx={{ color: 'text.secondary' }}>
        <DocumentIcon fontSize="large" />
      </Box>
      <Typography variant="h2">{t('file.title')}</Typography>
      <Typography sx={{ color: 'text.secondary', maxWidth: 520, textWrap: 'pretty' }}>
        {t('file.text')}
      </Typography>
      {upload.isPending ? (
        <Box sx={{ width: '100%', maxWidth: 360 }}>
          <LinearProgress
            variant={uploaded < 1 ? 'determinate' : 'indeterminate'}
            value={uploaded * 100}
            aria-label={t('file.reading')}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary', my: 1 }}>
            {t('file.reading')}
          </Typography>
          <Button size="small" onClick={() => cancel.current?.abort()}>
            {t('common:action.cancel')}
          </Button>
        </Box>
      ) : (
        <Button variant="contained" onClick={() => input.current?.click()}>
          {t('file.choose')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-label={t('file.choose')}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
    </Card>
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
