import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactMergeEndpoints } from '@ticketz/contract/contact-merges';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { fileEndpoints } from '@ticketz/contract/files';
import { messageEndpoints } from '@ticketz/contract/messages';
import { starEndpoints } from '@ticketz/contract/stars';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { type Route, readRoute, route, uploadRoute } from '../../core/http/route.ts';
import { getConnectionFor } from '../connections/connection.policy.ts';
import { deleteContact, readContactExtent } from './delete-contact.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { fetchFile } from './fetch-file.ts';
import { forwardMessages } from './forward-messages.ts';
import { listMessageEdits } from './list-message-edits.ts';
import { listMessages } from './list-messages.ts';
import { aimOf, listMessagesAround } from './list-messages-around.ts';
import { listShared } from './list-shared.ts';
import { markTicketRead } from './mark-ticket-read.ts';
import { listMerges } from './merging/list-merges.ts';
import { mergeByHand, previewMerge } from './merging/merge-by-hand.ts';
import { undoMerge } from './merging/undo-merge.ts';
import { readConnectionHealth } from './read-connection-health.ts';
import { readLedger } from './read-ledger.ts';
import { retryMessage } from './retry-message.ts';
import { type Sealer, sendMessage } from './send-message.ts';
import { setReaction } from './set-reaction.ts';
import { showAgentTyping } from './show-typing.ts';
import { listStarredMessages, listStars } from './stars/list-stars.ts';
import { setStar } from './stars/set-star.ts';
import { uploadFile } from './upload-file.ts';

/** What a company sends and uploads is counted; it throws when that is too much. */
export function messageRoutes(
  { takeSend, takeUpload }: Pick<CompanyLimits, 'takeSend' | 'takeUpload'>,
  sealer: Sealer,
): Route[] {
  return [
    readRoute(messageEndpoints.listMessages, ({ actor, params, query }) => {
      const aim = aimOf(query);
      return aim
        ? listMessagesAround(actor, params.ticketId, aim, query.limit)
        : listMessages(actor, params.ticketId, query);
    }),
    readRoute(messageEndpoints.listShared, ({ actor, params, query }) =>
      listShared(actor, params.ticketId, query),
    ),
    route(connectionEndpoints.connectionLedger, async ({ actor, params }) => ({
      items: await readLedger(await getConnectionFor(actor, params.connectionId, 'read')),
    })),
    route(connectionEndpoints.connectionHealth, async ({ actor, params }) =>
      readConnectionHealth(await getConnectionFor(actor, params.connectionId, 'read')),
    ),
    route(messageEndpoints.sendMessage, async ({ actor, params, body }) => {
      await takeSend(actor.companyId);
      return sendMessage(actor, params.ticketId, body, sealer);
    }),
    route(messageEndpoints.retryMessage, async ({ actor, params }) => {
      await takeSend(actor.companyId);
      return retryMessage(actor, params.ticketId, params.messageId);
    }),
    uploadRoute(fileEndpoints.uploadFile, async ({ actor, params, query, upload }) => {
      await takeSend(actor.companyId);
      const giveBack = takeUpload(actor);
      try {
        const { name = null, voiceNote } = query;
        return await uploadFile(actor, params.ticketId, { ...upload, name, voiceNote: voiceNote === 'true' });
      } finally {
        giveBack();
      }
    }),
    route(messageEndpoints.fetchFile, ({ actor, params }) =>
      fetchFile(actor, params.ticketId, params.messageId),
    ),
    route(messageEndpoints.setReaction, async ({ actor, params, body }) => {
      await takeSend(actor.companyId);
      return setReaction(actor, params.ticketId, params.messageId, body.emoji);
    }),
    route(messageEndpoints.editMessage, async ({ actor, params, body }) => {
      await takeSend(actor.companyId);
      return editMessage(actor, params.ticketId, params.messageId, body.text);
    }),
    route(messageEndpoints.deleteMessage, async ({ actor, params }) => {
      await takeSend(actor.companyId);
      return deleteMessage(actor, params.ticketId, params.messageId);
    }),
    route(messageEndpoints.forwardMessages, async ({ actor, body }) => {
      const copies = body.messageIds.length * (body.ticketIds.length + body.contacts.length);
      for (let copy = 0; copy < copies; copy += 1) await takeSend(actor.companyId);
      return { items: await forwardMessages(actor, body) };
    }),
    readRoute(messageEndpoints.listMessageEdits, async ({ actor, params }) => ({
      items: await listMessageEdits(actor, params.ticketId, params.messageId),
    })),
    route(starEndpoints.starMessage, ({ actor, params }) => setStar(actor, params, true)),
    route(starEndpoints.unstarMessage, ({ actor, params }) => setStar(actor, params, false)),
    readRoute(starEndpoints.listStars, async ({ actor, params }) => ({
      messageIds: await listStars(actor, params.ticketId),
    })),
    readRoute(starEndpoints.listStarredMessages, ({ actor, query }) => listStarredMessages(actor, query)),
    route(contactMergeEndpoints.previewMerge, ({ actor, params }) =>
      previewMerge(actor, params.contactId, params.duplicateId),
    ),
    route(contactMergeEndpoints.mergeContacts, ({ actor, params, body }) =>
      mergeByHand(actor, params.contactId, body),
    ),
    route(contactMergeEndpoints.listMerges, async ({ actor, params }) => ({
      items: await listMerges(actor, params.contactId),
    })),
    route(contactMergeEndpoints.undoMerge, ({ actor, params }) => undoMerge(actor, params.mergeId)),
    route(contactEndpoints.contactExtent, ({ actor, params }) => readContactExtent(actor, params.contactId)),
    route(contactEndpoints.deleteContact, ({ actor, params }) => deleteContact(actor, params.contactId)),
    route(ticketEndpoints.markTicketRead, ({ actor, params }) => markTicketRead(actor, params.ticketId)),
    route(ticketEndpoints.sendTyping, ({ actor, params, body }) =>
      showAgentTyping(actor, params.ticketId, body.state),
    ),
  ];
}
