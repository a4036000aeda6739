import type { BaileysEventMap } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { proto } from '../test/baileys-client.ts';
import { mediaAccess } from '../test/media-access.ts';
import { useScene } from '../test/scene.ts';
import { sample } from './samples.ts';

const { StubType } = proto.WebMessageInfo;
const scene = useScene();

function open(addressing: 'pn' | 'lid') {
  const { mock, shop, ana, leo } = scene;
  return mock.createGroup({ subject: 'Resellers', by: ana, members: [shop, leo], addressing });
}

describe.each(['lid', 'pn'] as const)('a group under %s', (addressing) => {
  it('brings what customers write to clients, phone and each other, with receipts of each', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const group = open(addressing);
    const sent = await ana.sendText(group, 'Hello all');
    const { message } = await client.received('Hello all');
    expect(message.key).toMatchObject({
      remoteJid: group.jid,
      participant: group.addressOf(ana),
      participantAlt: addressing === 'lid' ? ana.jid : ana.lid,
      fromMe: false,
    });
    expect(message.pushName).toBe('Ana');
    expect(await leo.waitForMessage('Hello all')).toMatchObject({ author: ana.number, fromMe: false });
    await ana.waitForStatus(sent, 'delivered');
    await client.sock.readMessages([message.key]);
    await leo.read(group);
    await ana.waitForStatus(sent, 'read');
    expect(sent.receipts).toEqual({ [shop.number]: 'read', [leo.number]: 'read' });
    // The key to it came with the first; these can be read with it.
    await ana.sendText(group, 'Second');
    await leo.sendText(group, 'Third');
    await client.received('Third');
    expect(client.texts).toEqual(['Hello all', 'Second', 'Third']);
    expect(shop.chat(group).map(({ text }) => text)).toEqual(client.texts);
  });

  it('brings what a client writes to everybody', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const second = await scene.linked();
    const group = open(addressing);
    const receipts: BaileysEventMap['message-receipt.update'] = [];
    client.sock.ev.on('message-receipt.update', (updates) => receipts.push(...updates));
    const sent = await client.sock.sendMessage(group.jid, { text: 'Good morning' });
    expect(await ana.waitForMessage('Good morning')).toMatchObject({ author: shop.number });
    await leo.waitForMessage('Good morning');
    expect((await second.received('Good morning')).message.key).toMatchObject({
      remoteJid: group.jid,
      fromMe: true,
    });
    const onPhone = await shop.waitForMessage('Good morning');
    expect(onPhone.fromMe).toBe(true);
    await ana.read(group);
    // Baileys merges a receipt into the echo that it still holds back.
    const readBy = () =>
      [
        ...receipts.map(({ receipt }) => receipt),
        ...client.upserts.flatMap(({ message }) => message.userReceipt ?? []),
      ]
        .filter(({ readTimestamp }) => readTimestamp)
        .map(({ userJid }) => userJid);
    await expect.poll(readBy, { timeout: 10_000 }).toEqual([group.addressOf(ana)]);
    expect(receipts.every(({ key }) => key.id === sent?.key.id)).toBe(true);
    await client.sock.sendMessage(group.jid, { text: `@${ana.number}`, mentions: [group.addressOf(ana)] });
    expect((await ana.waitForMessage(/@/)).mentions).toEqual([group.addressOf(ana)]);
    await expect.poll(() => onPhone.receipts).toEqual({ [ana.number]: 'read', [leo.number]: 'delivered' });
  });

  it('sends again what could not be read, both ways', async () => {
    const { mock, shop, ana } = scene;
    const client = await scene.linked();
    const group = open(addressing);
    mock.faults.corruptNext({ phone: shop });
    await ana.sendText(group, 'garbled on the way');
    await client.received('garbled on the way');
    await ana.sendText(group, 'and on');
    await client.received('and on');
    await client.sock.sendMessage(group.jid, { text: 'first' });
    await ana.waitForMessage('first');
    ana.loseSessions();
    await client.sock.sendMessage(group.jid, { text: 'to a new phone' });
    await ana.waitForMessage('to a new phone');
  });
});

describe('what happens to a group', () => {
  it('is told to clients', async () => {
    const { mock, shop, ana, leo } = scene;
    const client = await scene.linked();
    const changes: BaileysEventMap['group-participants.update'][] = [];
    client.sock.ev.on('group-participants.update', (change) => changes.push(change));
    const upserted: BaileysEventMap['groups.upsert'] = [];
    client.sock.ev.on('groups.upsert', (groups) => upserted.push(...groups));
    const updates: BaileysEventMap['groups.update'] = [];
    client.sock.ev.on('groups.update', (groups) => updates.push(...groups));
    const stub = (type: proto.WebMessageInfo.StubType) =>
      client.until(`stub ${type}`, () =>
        client.upserts.find(({ message }) => message.messageStubType === type),
      );

    const group = open('lid');
    await stub(StubType.GROUP_CREATE);
    expect(upserted).toMatchObject([{ id: group.jid, subject: 'Resellers', addressingMode: 'lid' }]);
    const bia = mock.addCustomer({ number: '5511977776666', name: 'Bia' });
    group.add(ana, bia);
    await expect
      .poll(() => changes.at(-1))
      .toMatchObject({
        action: 'add',
        participants: [{ id: bia.lid, phoneNumber: bia.jid }],
      });
    group.promote(ana, leo);
    await expect.poll(() => changes.at(-1)).toMatchObject({ action: 'promote' });
    group.setSubject(ana, 'Friends');
    await expect.poll(() => updates.find(({ subject }) => subject === 'Friends')).toBeDefined();
    group.setPicture(ana, 'https://127.0.0.1/group.jpg');
    await stub(StubType.GROUP_CHANGE_ICON);
    expect(await client.sock.profilePictureUrl(group.jid)).toBe('https://127.0.0.1/group.jpg');
    group.remove(ana, shop);
    await expect
      .poll(() => changes.at(-1))
      .toMatchObject({ action: 'remove', participants: [{ id: shop.lid }] });
    await ana.sendText(group, 'Without the shop');
    await ana.sendText(shop, 'Just us');
    await client.received('Just us');
    expect(client.texts).not.toContain('Without the shop');
    const refused = await client.sock.relayMessage(
      group.jid,
      { conversation: 'Hello?' },
      {
        participant: { jid: ana.jid, count: 1 },
      },
    );
    expect(await client.acked(refused)).toEqual({ id: refused, error: '403' });
  });

  it('is asked by clients, and done by those who are admins', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const group = open('lid');
    expect(await client.sock.groupMetadata(group.jid)).toMatchObject({
      id: group.jid,
      subject: 'Resellers',
      addressingMode: 'lid',
      owner: ana.lid,
      ownerPn: ana.jid,
      size: 3,
      participants: [
        { id: ana.lid, phoneNumber: ana.jid, admin: 'superadmin' },
        { id: shop.lid, phoneNumber: shop.jid, admin: null },
        { id: leo.lid, phoneNumber: leo.jid, admin: null },
      ],
    });
    await expect(client.sock.groupUpdateSubject(group.jid, 'Mine')).rejects.toThrow('forbidden');
    const own = await client.sock.groupCreate('Wholesale', [ana.jid]);
    expect(await client.sock.groupFetchAllParticipating()).toMatchObject({
      [group.jid]: { subject: 'Resellers' },
      [own.id]: { subject: 'Wholesale' },
    });
    await client.sock.groupUpdateSubject(own.id, 'Wholesale Brazil');
    await client.sock.groupUpdateDescription(own.id, 'Prices in here');
    await client.sock.groupParticipantsUpdate(own.id, [leo.jid], 'add');
    expect(await client.sock.groupMetadata(own.id)).toMatchObject({
      subject: 'Wholesale Brazil',
      desc: 'Prices in here',
      size: 3,
    });
    const [, made] = scene.mock.groups;
    if (!made) throw new Error('no group');
    await client.sock.sendMessage(own.id, { text: 'New prices' });
    await leo.waitForMessage('New prices');
    await client.sock.groupLeave(own.id);
    expect(made.members.map(({ number }) => number)).toEqual([ana.number, leo.number]);
  });

  it('carries media, edits, reactions and deletions, also those of an admin', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked(await mediaAccess(scene.mock));
    const group = open('lid');
    await ana.sendImage(group, { bytes: sample('photo.jpg'), caption: 'New!' });
    await client.until('a picture', () =>
      client.upserts.find(({ message }) => message.message?.imageMessage),
    );
    await client.sock.sendMessage(group.jid, { image: sample('photo.jpg'), caption: 'Ours' });
    expect((await leo.waitForMessage('Ours')).media?.bytes).toEqual(sample('photo.jpg'));
    const typo = await leo.sendText(group, 'Nise');
    await leo.edit(group, typo, 'Nice');
    await expect.poll(() => ana.chat(group).at(-1)).toMatchObject({ text: 'Nice', edited: true });
    await client.received('Nise');
    await client.sock.sendMessage(group.jid, {
      react: { text: '❤️', key: (await client.received('Nise')).message.key },
    });
    await expect.poll(() => typo.reaction).toBe('❤️');
    // Leo is no admin: what he deletes of others stays.
    const [first] = leo.chat(group);
    if (!first) throw new Error('nothing written');
    await leo.deleteForEveryone(group, first);
    await ana.deleteForEveryone(group, typo);
    await expect.poll(() => leo.chat(group).find(({ id }) => id === typo.id)?.deleted).toBe(true);
    expect(shop.chat(group)[0]?.deleted).toBeUndefined();
  });
});
