import type { Me, Session } from '@ticketz/contract/auth';
import type { Connection, LedgerHour } from '@ticketz/contract/connections';
import type { Role } from '@ticketz/contract/endpoint';
import type { User } from '@ticketz/contract/users';

const aMinuteAgo = () => new Date(Date.now() - 60_000).toISOString();

/** A row's id for tests: valid, and told apart by its number. */
export function testId(number: number): string {
  return `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function somebody(role: Role, values: Partial<Me> = {}): Me {
  return {
    id: testId(1),
    name: 'Ana Ribeiro',
    email: 'ana@aurora.example',
    role,
    language: null,
    theme: 'system',
    mustChangePassword: false,
    signature: null,
    signs: true,
    avatarId: null,
    away: false,
    company: { id: testId(2), name: 'Loja Aurora', signatures: 'off', exclusiveAssignment: false },
    ...values,
  };
}

export function sessionOf(user: Me): Session {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  return { accessToken: 'test-token', expiresAt, sessionId: testId(3), user };
}

export function aUser(values: Partial<User> = {}): User {
  return {
    id: testId(200),
    name: 'Bruno Lima',
    email: 'bruno@aurora.example',
    role: 'agent',
    active: true,
    online: false,
    mustChangePassword: false,
    lastSeenAt: aMinuteAgo(),
    createdAt: aMinuteAgo(),
    ...values,
  };
}

export function aConnection(values: Partial<Connection> = {}): Connection {
  return {
    id: testId(100),
    name: 'Shop',
    channel: 'whatsapp',
    isDefault: true,
    state: 'connected',
    reason: null,
    phoneNumber: '5511999990001',
    profileName: 'Loja Aurora',
    link: null,
    retryAt: null,
    connectedAt: aMinuteAgo(),
    settings: { groups: 'ignored', rejectCalls: false, callText: '', readReceipts: true },
    texts: { language: 'en', greetingText: '', outOfHoursText: '', farewellText: '', transferText: '' },
    lastInboundAt: aMinuteAgo(),
    lastOutboundAt: aMinuteAgo(),
    history: null,
    createdAt: aMinuteAgo(),
    ...values,
  };
}

/** As many hours of a ledger, newest first; nothing happened but in those given by their place. */
export function ledgerOf(
  count: number,
  newest: Date,
  busy: Record<number, Partial<LedgerHour>>,
): LedgerHour[] {
  const quiet = {
    received: 0,
    waiting: 0,
    stored: 0,
    placeholders: 0,
    queued: 0,
    sent: 0,
    delivered: 0,
    read: 0,
    failed: 0,
    difference: false,
  };
  return Array.from({ length: count }, (_, index) => ({
    ...quiet,
    hour: new Date(newest.getTime() - index * 3_600_000).toISOString(),
    ...busy[index],
  }));
}
