import { connectionEndpoints } from '@ticketz/contract/connections';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import { freshNumber } from '../../../test/harness/whatsapp-bench.ts';

const {
  createConnection,
  deleteConnection,
  getConnection,
  linkConnection,
  listConnections,
  listConnectionSummaries,
  reconnectConnection,
  unlinkConnection,
  updateConnection,
} = connectionEndpoints;

let mock: MockWhatsApp;
let app: TestApp;

beforeAll(async () => {
  mock = await MockWhatsApp.start();
  app = await startTestApp({
    processes: ['web', 'whatsapp'],
    environment: { WHATSAPP_WEB_URL: mock.url },
  });
});
afterAll(async () => {
  await app.stop();
  await mock.stop();
});

async function company(): Promise<{ admin: TestPerson; agent: TestPerson }> {
  const companyId = await app.makeCompany();
  return { admin: await app.makePerson(companyId, 'admin'), agent: await app.makePerson(companyId) };
}

describe('connections', () => {
  it('are made, renamed and listed; agents see names and states only', async () => {
    const { admin, agent } = await company();
    const socket = await app.openSocket(agent);
    const made = await admin.api.call(createConnection, { body: { name: '  Loja ' } });
    expect(made).toMatchObject({ name: 'Loja', isDefault: true, state: 'unlinked', link: null });
    const renamed = await admin.api.call(updateConnection, {
      params: { connectionId: made.id },
      body: { name: 'Matriz' },
    });
    expect(renamed.name).toBe('Matriz');
    expect(await admin.api.call(listConnections, {})).toEqual({ items: [renamed] });
    const summary = { id: made.id, name: 'Matriz', state: 'unlinked' };
    expect(await agent.api.call(listConnectionSummaries, {})).toEqual({ items: [summary] });
    expect(
      await socket.waitFor('connection.stateChanged', ({ connection }) => connection.name === 'Matriz'),
    ).toEqual({ connection: summary });
    expect(socket.events.map(({ type }) => type)).not.toContain('connection.updated');
    socket.close();
  });

  it('have exactly one default, also when it is deleted and when two come at once', async () => {
    const { admin } = await company();
    const make = (name: string) => admin.api.call(createConnection, { body: { name } });
    const [one, two] = await Promise.all([make('Um'), make('Dois')]);
    const defaults = async () =>
      (await admin.api.call(listConnections, {})).items.filter(({ isDefault }) => isDefault);
    expect(await defaults()).toHaveLength(1);
    const other = one.isDefault ? two : one;
    await admin.api.call(updateConnection, {
      params: { connectionId: other.id },
      body: { isDefault: true },
    });
    expect(await defaults()).toMatchObject([{ id: other.id }]);
    const socket = await app.openSocket(admin);
    await admin.api.call(deleteConnection, { params: { connectionId: other.id } });
    expect(await socket.waitFor('connection.removed')).toEqual({ connectionId: other.id });
    expect(await defaults()).toMatchObject([{ id: one.isDefault ? one.id : two.id }]);
    await expect(admin.api.call(getConnection, { params: { connectionId: other.id } })).rejects.toMatchObject(
      { code: 'not_found' },
    );
    socket.close();
  });

  it('are out of reach for agents and for other companies', async () => {
    const { admin, agent } = await company();
    const { admin: stranger } = await company();
    const { id } = await admin.api.call(createConnection, { body: { name: 'Loja' } });
    const params = { connectionId: id };
    await expect(agent.api.call(getConnection, { params })).rejects.toMatchObject({ code: 'forbidden' });
    for (const call of [
      () => stranger.api.call(getConnection, { params }),
      () => stranger.api.call(updateConnection, { params, body: { name: 'Minha' } }),
      () => stranger.api.call(linkConnection, { params, body: { method: 'qr' } }),
      () => stranger.api.call(unlinkConnection, { params }),
      () => stranger.api.call(reconnectConnection, { params }),
      () => stranger.api.call(deleteConnection, { params }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await admin.api.call(getConnection, { params })).toMatchObject({
      name: 'Loja',
      state: 'unlinked',
    });
  });

  it('refuse what is no phone number, and take any spelling of one', async () => {
    const { admin } = await company();
    const { id } = await admin.api.call(createConnection, { body: { name: 'Loja' } });
    const params = { connectionId: id };
    const link = (phoneNumber: string) =>
      admin.api.call(linkConnection, { params, body: { method: 'code', phoneNumber } });
    for (const wrong of ['123456', '11 98765-4321', '+55 11 98765 abc', '<script>']) {
      await expect(link(wrong), wrong).rejects.toMatchObject({ code: 'invalid_phone_number' });
    }
    const number = freshNumber();
    mock.addPhone({ number, name: 'Loja' });
    const socket = await app.openSocket(admin);
    await link(`+${number.slice(0, 2)} (${number.slice(2, 4)}) ${number.slice(4, 9)}-${number.slice(9)}`);
    const { connection } = await socket.waitFor(
      'connection.updated',
      (data) => data.connection.link !== null,
    );
    expect(connection.link).toMatchObject({ method: 'code' });
    const device = await mock.phone(number).enterPairingCode(connection.link?.value ?? '');
    expect(device.id).toBeGreaterThan(0);
    await socket.waitFor('connection.updated', (data) => data.connection.state === 'connected');
    socket.close();
  });
});

describe('linking', () => {
  it('is live: QR, connected, log-out on the phone, again, unlinked by us', async () => {
    const { admin, agent } = await company();
    const phone = mock.addPhone({ number: freshNumber(), name: 'Padaria' });
    const [socket, agents] = [await app.openSocket(admin), await app.openSocket(agent)];
    const { id } = await admin.api.call(createConnection, { body: { name: 'Padaria' } });
    const params = { connectionId: id };
    const reaches = (state: string) =>
      socket.waitFor('connection.updated', ({ connection }) => connection.state === state);

    await expect(admin.api.call(reconnectConnection, { params })).rejects.toMatchObject({
      code: 'connection_not_open',
    });
    const asked = await admin.api.call(linkConnection, { params, body: { method: 'qr' } });
    expect(asked).toMatchObject({ state: 'starting', link: null });
    const { connection: linking } = await reaches('linking');
    expect(linking.link).toMatchObject({ method: 'qr' });
    await phone.scanQr(linking.link?.value ?? '');
    expect((await reaches('connected')).connection).toMatchObject({
      phoneNumber: phone.number,
      link: null,
      reason: null,
    });
    await agents.waitFor('connection.stateChanged', ({ connection }) => connection.state === 'connected');
    await expect(admin.api.call(linkConnection, { params, body: { method: 'qr' } })).rejects.toMatchObject({
      code: 'connection_already_linked',
    });

    mock.faults.logOut({ phone });
    expect((await reaches('stopped')).connection).toMatchObject({ reason: 'logged_out' });
    socket.events.length = 0;
    await admin.api.call(linkConnection, { params, body: { method: 'qr' } });
    await phone.scanQr((await reaches('linking')).connection.link?.value ?? '');
    await reaches('connected');

    await admin.api.call(unlinkConnection, { params });
    expect((await reaches('unlinked')).connection).toMatchObject({ phoneNumber: null, profileName: null });
    expect(phone.devices).toHaveLength(0);
    socket.close();
    agents.close();
  });

  it('ends with the connection: deleting it logs the account out', async () => {
    const { admin } = await company();
    const phone = mock.addPhone({ number: freshNumber(), name: 'Padaria' });
    const socket = await app.openSocket(admin);
    const { id } = await admin.api.call(createConnection, { body: { name: 'Padaria' } });
    await admin.api.call(linkConnection, { params: { connectionId: id }, body: { method: 'qr' } });
    const { connection } = await socket.waitFor(
      'connection.updated',
      (data) => data.connection.link !== null,
    );
    await phone.scanQr(connection.link?.value ?? '');
    await socket.waitFor('connection.updated', (data) => data.connection.state === 'connected');
    const [device] = phone.devices;
    await admin.api.call(deleteConnection, { params: { connectionId: id } });
    await until('no device', () => !phone.devices.some(({ jid }) => jid === device?.jid));
    await until('forgotten', async () => {
      const sql = 'SELECT FROM whatsapp_credentials WHERE connection_id = $1';
      return (await app.database.owner.query(sql, [id])).rows.length === 0;
    });
    socket.close();
  });
});
