import type { Message } from '@ticketz/contract/messages';
import type { ShownFile } from '../../files/shown-file.ts';

/** What is inside a bubble, wherever the message is at the moment. */
export interface BubbleContent
  extends Pick<
    Message,
    'kind' | 'text' | 'details' | 'quoted' | 'forwarded' | 'reactions' | 'editedAt' | 'deletedAt'
  > {
  file: ShownFile | null;
}

/** What one can do from inside a bubble; left out where it can't be done. */
export interface BubbleActions {
  openFile?: (() => void) | undefined;
  askForFile?: (() => void) | undefined;
  cancelUpload?: (() => void) | undefined;
  goToQuoted?: (() => void) | undefined;
  showEdits?: (() => void) | undefined;
  react?: ((emoji: string | null) => void) | undefined;
}
