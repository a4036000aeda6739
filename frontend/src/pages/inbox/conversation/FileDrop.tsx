import Box from '@mui/material/Box';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FileDropProps {
  /** Left out where nothing can be sent. */
  onFiles: ((files: File[]) => void) | undefined;
  children: ReactNode;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Takes files dropped anywhere on the conversation, and says so while they are held over it. */
export function FileDrop({ onFiles, children }: FileDropProps) {
  const { t } = useTranslation('messages');
  const [over, setOver] = useState(false);
  // Every child that is entered and left tells so, too.
  const depth = useRef(0);
  const move = (event: DragEvent, step: number) => {
    if (!carriesFiles(event)) return;
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  return (
    <Box
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => {
        // Otherwise the browser would leave the page for the file.
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles?.([...event.dataTransfer.files]);
      }}
      sx={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
    >
      {children}
      {over && onFiles ? (
        <Box
          sx={{
            position: 'absolute',
            inset: 8,
            zIndex: 2,
            display: 'grid',
            placeItems: 'center',
            border: 2,
            borderStyle: 'dashed',
            borderColor: 'primary.main',
            borderRadius: 2,
            bgcolor: 'background.paper',
            opacity: 0.95,
            typography: 'h2',
            pointerEvents: 'none',
          }}
        >
          {t('composer.drop')}
        </Box>
      ) : null}
    </Box>
  );
}
