import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Message } from '@ticketz/contract/messages';
import type { Language } from '@ticketz/contract/preferences';
import { transcriptLimits } from '@ticketz/contract/transcripts';
import { now } from '../../core/clock.ts';
import { giveWay } from '../../core/company-turns.ts';
import type { Download } from '../../core/http/download.ts';
import type { Actor } from '../../core/http/route.ts';
import { FileMissing } from '../../core/shelf.ts';
import { storage } from '../../core/storage.ts';
import { mustBeTimeZone, startOfDay } from '../../core/zoned-time.ts';
import { cleanFileName } from '../files/file-name.ts';
import { keysOf } from '../files/keep-file.ts';
import { thumbnailAsJpeg } from '../files/thumbnail.ts';
import { createTurns } from '../files/turns.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { describeMessage } from './describe-message.ts';
import { type ConversationRange, readConversation } from './read-conversation.ts';
import { TranscriptDocument, type TranscriptPicture } from './transcript-document.ts';
import { transcriptTexts } from './transcript-texts.ts';

/** Drawing one takes a core. */
const turns = createTurns(1);
const rest = 25;
/** For pictures of which nobody knows how large they are. */
const smallestEdge = 120;

interface Wanted {
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
  language: Language;
  notes: boolean;
  earlier: boolean;
}

/** A conversation as a PDF for who may read the ticket, drawn while it is being sent. */
export async function downloadTranscript(actor: Actor, ticketId: string, wanted: Wanted): Promise<Download> {
  mustBeTimeZone(wanted.timeZone);
  const ticket = await getTicketFor(actor, ticketId, 'read');
  const { contact, number } = presentTicket(ticket);
  return {
    mimeType: 'application/pdf',
    name: `${cleanFileName(contact.name) ?? 'ticket'} #${number}.pdf`,
    size: null,
    inline: false,
    tag: randomUUID(),
    open: async () => {
      const title = transcriptTexts[wanted.language].title(contact.name);
      const document = new TranscriptDocument(title, transcriptTexts[wanted.language].page);
      void turns(() => draw(document, actor, ticket, wanted)).catch((error: unknown) => {
        document.stream.destroy(error instanceof Error ? error : new Error(String(error)));
      });
      return document.stream;
    },
  };
}

async function draw(
  document: TranscriptDocument,
  actor: Actor,
  ticket: TicketRow,
  wanted: Wanted,
): Promise<void> {
  const { language, timeZone, from, to } = wanted;
  const texts = transcriptTexts[language];
  const { contact, number, connection } = presentTicket(ticket);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  const day = format({ dateStyle: 'full' });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  document.line(texts.ticket(number, connection.name));
  if (contact.phoneNumber) document.line(`+${contact.phoneNumber}`);
  if (from || to) document.line(texts.range(from ?? texts.begin, to ?? texts.today));
  document.line(
    `${texts.made(actor.name, format({ dateStyle: 'medium', timeStyle: 'short' }).format(now()))} (${timeZone})`,
  );
  let count = 0;
  let pictures = 0;
  let divider = '';
  for await (const { message, ticketNumber } of readConversation(actor, ticket, rangeOf(wanted))) {
    if (document.stream.destroyed) return;
    count += 1;
    if (count > transcriptLimits.messages) {
      document.divider(texts.cut(transcriptLimits.messages));
      break;
    }
    const at = new Date(message.sentAt);
    const next = [day.format(at), wanted.earlier ? `#${ticketNumber}` : ''].filter(Boolean).join(' · ');
    if (next !== divider) document.divider(next);
    divider = next;
    const picture = pictures < transcriptLimits.pictures ? await pictureOf(actor.companyId, message) : null;
    if (picture) pictures += 1;
    document.message(describeMessage(message, contact.name, texts), time.format(at), picture);
    if (count % rest === 0) {
      await nextTurn();
      await giveWay(actor.companyId);
    }
  }
  if (count === 0) document.divider(texts.none);
  document.end();
}

function rangeOf({ from, to, timeZone, notes, earlier }: Wanted): ConversationRange {
  return {
    from: from ? startOfDay(from, timeZone) : null,
    until: to ? startOfDay(to, timeZone, 1) : null,
    notes,
    earlier,
  };
}

/** The small picture that is kept of a file; null where there is none. */
async function pictureOf(companyId: string, { file }: Message): Promise<TranscriptPicture | null> {
  if (!file?.thumbnail || file.state !== 'ready') return null;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await storage().get(keysOf(companyId, file.id).thumbnail)) chunks.push(chunk);
    const bytes = await thumbnailAsJpeg(Buffer.concat(chunks));
    return bytes && { bytes, edge: Math.max(file.width ?? 0, file.height ?? 0, smallestEdge) };
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}
