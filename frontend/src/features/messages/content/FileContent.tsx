import Box from '@mui/material/Box';
import type { MessageKind } from '@ticketz/contract/messages';
import { AudioPlayer } from '../../files/AudioPlayer.tsx';
import { DocumentFile } from '../../files/DocumentFile.tsx';
import { FileState } from '../../files/FileState.tsx';
import { frameSize } from '../../files/frame-size.ts';
import { ImageFile } from '../../files/ImageFile.tsx';
import { StickerFile } from '../../files/StickerFile.tsx';
import type { ShownFile } from '../../files/shown-file.ts';
import { VideoFile } from '../../files/VideoFile.tsx';
import type { BubbleActions } from './bubble-content.ts';

type Look = 'picture' | 'sticker' | 'sound' | 'document';

/** How a file is drawn. A message's kind says what it was meant as; the file, what it is. */
export function lookOf(kind: MessageKind, file: ShownFile): Look {
  if (file.kind === 'image' || file.kind === 'video') return 'picture';
  if (file.kind === 'sticker') return 'sticker';
  return file.kind === 'audio' || kind === 'voice_note' ? 'sound' : 'document';
}

/** How wide the bubble of a picture is; null for what is as wide as its text. */
export function pictureWidth(kind: MessageKind, file: ShownFile | null): number | null {
  if (!file || lookOf(kind, file) !== 'picture' || kind === 'video_note') return null;
  return frameSize(file).width;
}

function Drawn({ kind, file, actions }: { kind: MessageKind; file: ShownFile; actions: BubbleActions }) {
  const { openFile, cancelUpload } = actions;
  switch (lookOf(kind, file)) {
    case 'picture': {
      const picture =
        file.kind === 'image' ? (
          <ImageFile file={file} onOpen={openFile} onCancel={cancelUpload} />
        ) : (
          <VideoFile
            file={file}
            look={kind === 'gif' ? 'gif' : kind === 'video_note' ? 'note' : 'video'}
            onCancel={cancelUpload}
          />
        );
      return kind === 'video_note' ? picture : <Box sx={{ mx: -1, mt: -0.25, mb: 0.5 }}>{picture}</Box>;
    }
    case 'sticker':
      return <StickerFile file={file} />;
    case 'sound':
      return <AudioPlayer file={file} voice={kind === 'voice_note'} />;
    default:
      return <DocumentFile file={file} onCancel={cancelUpload} />;
  }
}

/** A message's file, and what is the matter with it if it isn't here. */
export function FileContent(props: { kind: MessageKind; file: ShownFile; actions: BubbleActions }) {
  return (
    <>
      <Drawn {...props} />
      <FileState file={props.file} onAskAgain={props.actions.askForFile} />
    </>
  );
}
