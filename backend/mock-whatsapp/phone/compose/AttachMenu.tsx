import { useRef, useState } from 'react';
import { SAMPLES, type Sample } from '../live/message-client.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { Menu, useMenuAct } from '../parts/Menu.tsx';
import { useWords } from '../words/use-words.tsx';
import { NewPoll, type PollDraft } from './NewPoll.tsx';

export type Attachment =
  | { type: 'file'; file: File; asDocument: boolean }
  | { type: 'sample'; sample: Sample }
  | { type: 'location' }
  | { type: 'contact' }
  | ({ type: 'poll' } & PollDraft);

const SAMPLE_ICONS: Record<Sample, IconName> = {
  photo: 'photo',
  video: 'video',
  'video-note': 'videoNote',
  gif: 'gif',
  voice: 'microphone',
  song: 'music',
  document: 'document',
  sticker: 'sticker',
  'moving-sticker': 'sticker',
};

interface AttachProps {
  onAttach: (attachment: Attachment) => void;
}

/** What can be sent beside text: files of one's own, things made here, and samples that are at hand. */
export function AttachMenu({ onAttach }: AttachProps) {
  const { attach } = useWords();
  const media = useRef<HTMLInputElement>(null);
  const documents = useRef<HTMLInputElement>(null);
  const [polling, setPolling] = useState(false);

  const attachFiles = (input: HTMLInputElement, asDocument: boolean) => {
    for (const file of input.files ?? []) onAttach({ type: 'file', file, asDocument });
    // So that the same file can be chosen once more.
    input.value = '';
  };
  return (
    <>
      <Menu label={attach.open} button={<Icon name="plus" />} className="attach">
        <div className="tiles">
          <Tile icon="photo" label={attach.media} act={() => media.current?.click()} />
          <Tile icon="document" label={attach.document} act={() => documents.current?.click()} />
          <Tile icon="place" label={attach.location} act={() => onAttach({ type: 'location' })} />
          <Tile icon="person" label={attach.contact} act={() => onAttach({ type: 'contact' })} />
          <Tile icon="poll" label={attach.poll} act={() => setPolling(true)} />
        </div>
        <p className="menu-heading">{attach.samples}</p>
        <Samples onAttach={onAttach} />
      </Menu>
      <input
        ref={media}
        type="file"
        hidden
        multiple
        accept="image/*,video/*,audio/*"
        aria-label={attach.media}
        onChange={({ currentTarget }) => attachFiles(currentTarget, false)}
      />
      <input
        ref={documents}
        type="file"
        hidden
        multiple
        aria-label={attach.document}
        onChange={({ currentTarget }) => attachFiles(currentTarget, true)}
      />
      {polling && (
        <NewPoll
          onClose={() => setPolling(false)}
          onSend={(poll) => {
            setPolling(false);
            onAttach({ type: 'poll', ...poll });
          }}
        />
      )}
    </>
  );
}

function Samples({ onAttach }: AttachProps) {
  const { attach } = useWords();
  return (
    <div className="tiles">
      {SAMPLES.map((sample) => (
        <Tile
          key={sample}
          icon={SAMPLE_ICONS[sample]}
          label={attach.sample[sample]}
          act={() => onAttach({ type: 'sample', sample })}
        />
      ))}
    </div>
  );
}

function Tile({ icon, label, act }: { icon: IconName; label: string; act: () => void }) {
  const menuAct = useMenuAct();
  return (
    <button type="button" className="tile" onClick={menuAct(act)}>
      <Icon name={icon} size={22} />
      {label}
    </button>
  );
}
