import { randomBytes } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { receiveMessage } from './receive-message.ts';

const { app, shop, admin, said, write } = useShop();

const nothing = {
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
const ledger = async () =>
  (
    await admin.api.call(connectionEndpoints.connectionLedger, {
      params: { connectionId: shop.connectionId },
    })
  ).items;

const thisHour = () => new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
const hourOf = async (hour: string) => (await ledger()).find((row) => row.hour === hour);

async function journal(options: { handled: boolean; age?: string; connection?: string }): Promise<void> {
  const { handled, age = '0', connection = shop.connectionId } = options;
  await app.database.owner.query(
    `INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, created_at, handled_at)
     VALUES ($1, $2, $3, '', now() - $4::interval, CASE WHEN $5 THEN now() END)`,
    [shop.companyId, connection, randomBytes(32), age, handled],
  );
}

describe('connectionLedger', () => {
  it('has every one of the last 48 hours, newest first, though nothing happened', async () => {
    const items = await ledger();
    expect(items).toHaveLength(48);
    expect(items[0]).toEqual({ hour: thisHour(), ...nothing });
    const times = items.map(({ hour }) => Date.parse(hour));
    expect(times).toEqual(times.map((_time, index) => (times[0] ?? 0) - index * 3_600_000));
  });

  it('counts what came in: received, stored, still waiting, not readable yet', async () => {
    const hour = thisHour();
    for (const handled of [true, true, false]) await journal({ handled });
    await write();
    await write({ kind: 'undecryptable', text: '' });
    expect(await hourOf(hour)).toEqual({
      hour,
      ...nothing,
      received: 3,
      waiting: 1,
      stored: 2,
      placeholders: 1,
    });
  });

  it('flags what has waited longer than it ever should', async () => {
    await journal({ handled: true, age: '5 hours' });
    await journal({ handled: false, age: '5 hours' });
    const flagged = (await ledger()).filter(({ difference }) => difference);
    expect(flagged).toMatchObject([{ received: 2, waiting: 1, stored: 0 }]);
  });

  it('counts what went out: each message as far as it has come, and before', async () => {
    const hour = thisHour();
    await write();
    for (const status of ['queued', 'sent', 'sent', 'delivered', 'read', 'failed']) {
      const message = said({ direction: 'outbound' });
      await receiveMessage(message);
      await app.database.owner.query('UPDATE messages SET status = $2 WHERE channel_message_id = $1', [
        message.channelMessageId,
        status,
      ]);
    }
    expect(await hourOf(hour)).toMatchObject({
      queued: 1,
      sent: 4,
      delivered: 2,
      read: 1,
      failed: 1,
      stored: 1,
    });
  });

  it("counts neither another connection's nor what is older", async () => {
    const other = await app.makeConnection(shop.companyId, 'Other');
    await journal({ handled: false, age: '5 hours', connection: other });
    await journal({ handled: false, age: '50 hours' });
    await write({ connectionId: other });
    expect((await ledger()).every(({ received, stored }) => received + stored === 0)).toBe(true);
  });
});
