import Box from '@mui/material/Box';
import type { MessageKind } from '@ticketz/contract/messages';
import { AudioPlayer } from '../../files/AudioPlayer.tsx';
import { DocumentFile } from '../../files/DocumentFile.tsx';
import { FileState } from '../../files/FileState.tsx';
import { ImageFile } from '../../files/ImageFile.tsx';
import { StickerFile } from '../../files/StickerFile.tsx';
import type { ShownFile } from '../../files/shown-file.ts';
import { VideoFile } from '../../files/VideoFile.tsx';
import type { BubbleActions } from './bubble-content.ts';
import { isPdf, lookOf } from './file-look.ts';

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
      return <DocumentFile file={file} onOpen={isPdf(file) ? openFile : undefined} onCancel={cancelUpload} />;
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
