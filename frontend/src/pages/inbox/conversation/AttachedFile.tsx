import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import ListItem from '@mui/material/ListItem';
import { fileLimits } from '@ticketz/contract/files';
import { maxTextLength } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { formatSize, shortType } from '../../../features/files/file-words.ts';
import { type PickedFile, problemOf } from '../../../features/files/picked-file.ts';
import { ArrowDownIcon } from '../../../ui/icons/ArrowDownIcon.tsx';
import { ArrowUpIcon } from '../../../ui/icons/ArrowUpIcon.tsx';
import { TrashIcon } from '../../../ui/icons/TrashIcon.tsx';

interface AttachedFileProps {
  file: PickedFile;
  caption: string;
  asDocument: boolean;
  first: boolean;
  last: boolean;
  onCaption: (caption: string) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function Preview({ file, asDocument }: Pick<AttachedFileProps, 'file' | 'asDocument'>) {
  const room = { width: 72, height: 72, flex: 'none', borderRadius: 1.5 } as const;
  if (file.kind === 'image' && !asDocument) {
    return <Box component="img" src={file.url} alt="" sx={{ ...room, objectFit: 'cover' }} />;
  }
  return (
    <Box
      aria-hidden
      sx={{
        ...room,
        display: 'grid',
        placeItems: 'center',
        bgcolor: 'surface.rail',
        typography: 'caption',
        fontWeight: 700,
      }}
    >
      {shortType(file.name, file.mimeType) || '…'}
    </Box>
  );
}

/** One of the files to be sent: with a caption, a place in the order, and a way out. */
export function AttachedFile(props: AttachedFileProps) {
  const { file, caption, asDocument, first, last, onCaption, onMove, onRemove } = props;
  const { t, i18n } = useTranslation('messages');
  const { name } = file;
  const problem = problemOf(file);
  return (
    <ListItem disableGutters sx={{ gap: 1.5, alignItems: 'flex-start', py: 1.25 }}>
      <Preview file={file} asDocument={asDocument} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, typography: 'body2' }}>
          <Box
            component="span"
            title={name}
            sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {name}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
            {formatSize(file.size, i18n.language)}
          </Box>
        </Box>
        {problem ? (
          <Box role="alert" sx={{ typography: 'caption', color: 'error.main' }}>
            {problem === 'empty'
              ? t('attach.empty')
              : t('attach.tooLarge', { size: formatSize(fileLimits.document, i18n.language) })}
          </Box>
        ) : (
          <InputBase
            fullWidth
            multiline
            maxRows={4}
            autoFocus={first}
            value={caption}
            placeholder={t('attach.captionHint')}
            onChange={(event) => onCaption(event.target.value)}
            inputProps={{
              'aria-label': t('attach.caption', { name }),
              maxLength: maxTextLength,
              dir: 'auto',
            }}
            sx={{ mt: 0.5, px: 1.25, py: 0.5, border: 1, borderColor: 'divider', borderRadius: 1.25 }}
          />
        )}
      </Box>
      <Box sx={{ display: 'flex', flex: 'none' }}>
        <IconButton aria-label={t('attach.up', { name })} disabled={first} onClick={() => onMove(-1)}>
          <ArrowUpIcon fontSize="small" />
        </IconButton>
        <IconButton aria-label={t('attach.down', { name })} disabled={last} onClick={() => onMove(1)}>
          <ArrowDownIcon fontSize="small" />
        </IconButton>
        <IconButton aria-label={t('attach.remove', { name })} onClick={onRemove}>
          <TrashIcon fontSize="small" />
        </IconButton>
      </Box>
    </ListItem>
  );
}
