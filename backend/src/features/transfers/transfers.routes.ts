import { transferEndpoints } from '@ticketz/contract/transfers';
import { type Route, route } from '../../core/http/route.ts';
import { transferTicket } from './transfer-ticket.ts';
import { undoTransfer } from './undo-transfer.ts';

export const transferRoutes: Route[] = [
  route(transferEndpoints.transferTicket, ({ actor, params, body }) =>
    transferTicket(actor, params.ticketId, body),
  ),
  route(transferEndpoints.undoTransfer, ({ actor, params }) => undoTransfer(actor, params.transferId)),
];
