import type {
  Connection as ConnectionAnswer,
  ConnectionReason,
  ConnectionState,
  ConnectionSummary,
} from '@ticketz/contract/connections';
import { now } from '../../core/clock.ts';
import type { Connection } from './connection.model.ts';

/** A connection as admins see it. */
export function presentConnection(connection: Connection): ConnectionAnswer {
  const { state, reason } = truth(connection);
  return {
    id: connection.id,
    name: connection.name,
    channel: connection.channel,
    isDefault: connection.isDefault,
    state,
    reason,
    phoneNumber: connection.phoneNumber,
    profileName: connection.profileName,
    link: state === 'linking' ? presentLink(connection) : null,
    retryAt: state === 'reconnecting' ? iso(connection.retryAt) : null,
    connectedAt: state === 'connected' ? iso(connection.connectedAt) : null,
    lastInboundAt: iso(connection.lastInboundAt),
    lastOutboundAt: iso(connection.lastOutboundAt),
    history: presentHistory(connection),
    settings: {
      groups: connection.groups,
      rejectCalls: connection.rejectCalls,
      callText: connection.callText,
      readReceipts: connection.readReceipts,
    },
    texts: {
      language: connection.language,
      greetingText: connection.greetingText,
      outOfHoursText: connection.outOfHoursText,
      farewellText: connection.farewellText,
      transferText: connection.transferText,
    },
    createdAt: connection.createdAt.toISOString(),
  };
}

/** A connection as everybody sees it. */
export function presentConnectionSummary(connection: Connection): ConnectionSummary {
  return { id: connection.id, name: connection.name, state: truth(connection).state };
}

/** What the row says holds only while a process holds the connection. */
function truth(connection: Connection): { state: ConnectionState; reason: ConnectionReason | null } {
  const { state, reason, leaseUntil } = connection;
  const held = leaseUntil !== null && leaseUntil > now();
  if (held || (state !== 'connected' && state !== 'linking')) return { state, reason };
  return connection.linked
    ? { state: 'reconnecting', reason: 'unavailable' }
    : { state: 'starting', reason: null };
}

function presentLink({ linkMethod, linkValue, linkExpiresAt }: Connection): ConnectionAnswer['link'] {
  if (!linkMethod || !linkValue || !linkExpiresAt) return null;
  return { method: linkMethod, value: linkValue, expiresAt: linkExpiresAt.toISOString() };
}

function presentHistory(connection: Connection): ConnectionAnswer['history'] {
  const { importHistory, historyPercent, historyMessages } = connection;
  return importHistory ? { percent: historyPercent ?? 0, messages: historyMessages } : null;
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
