import type { MessageView } from '../../control/view.ts';
import {
  type Sender,
  sendContact,
  sendFile,
  sendLocation,
  sendPoll,
  sendSample,
} from '../live/message-client.ts';
import { formatNumber } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';
import type { Attachment } from './AttachMenu.tsx';
import { prepareFile } from './prepare-file.ts';

const PLACE = {
  latitude: -23.56142,
  longitude: -46.65588,
  name: 'MASP',
  address: 'Av. Paulista, 1578, São Paulo',
};
const CARD = { name: 'Beatriz Lima', number: '5511955550123' };

/** What goes out, in words for as long as it isn't there, and how to send it. */
export interface ToSend {
  label: string;
  deliver: () => Promise<MessageView>;
}

/** Turns what was chosen in the menu into something to send. */
export function useAttachments(sender: Sender): (attachment: Attachment, quoting?: string) => ToSend {
  const { attach, kinds } = useWords();
  return (attachment, quoting) => {
    switch (attachment.type) {
      case 'file': {
        const { file, asDocument } = attachment;
        const deliver = async () => sendFile(sender, await prepareFile(file, asDocument), quoting);
        return { label: file.name, deliver };
      }
      case 'sample':
        return {
          label: attach.sample[attachment.sample],
          deliver: () => sendSample(sender, attachment.sample, quoting),
        };
      case 'location':
        return { label: PLACE.name, deliver: () => sendLocation(sender, PLACE, quoting) };
      case 'contact':
        return {
          label: `${kinds.contact}: ${CARD.name}, ${formatNumber(CARD.number)}`,
          deliver: () => sendContact(sender, CARD, quoting),
        };
      default:
        return { label: attachment.question, deliver: () => sendPoll(sender, attachment) };
    }
  };
}
