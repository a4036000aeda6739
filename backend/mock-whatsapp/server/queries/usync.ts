import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../../data/account.ts';
import { phoneJid } from '../../data/jid.ts';
import { bytesOf, child, childrenOf, el, IqError } from '../nodes.ts';
import type { QueryHandler } from './types.ts';

/** Who is on WhatsApp, under which LID, with which devices. */
export const answerUsync: QueryHandler = ({ network }, query) => {
  const usync = child(query, 'usync');
  const wanted = childrenOf(child(usync, 'query')).map((node) => node.tag);
  if (!usync || wanted.length === 0) throw new IqError(400, 'bad-request');
  const users: BinaryNode[] = [];
  for (const user of childrenOf(child(usync, 'list'))) {
    const number = bytesOf(child(user, 'contact'))?.toString().replace(/\D/g, '');
    const account = number ? network.accountByNumber(number) : network.account(user.attrs.jid);
    const jid = user.attrs.jid ?? account?.jid ?? phoneJid(number ?? '');
    users.push(el('user', { jid }, account ? known(account, jid, wanted) : unknown(wanted)));
  }
  const { sid, context, mode } = usync.attrs;
  return [el('usync', { sid, context, mode, last: 'true', index: '0' }, [el('list', {}, users)])];
};

function known(account: Account, jid: string, wanted: string[]): BinaryNode[] {
  const answers: BinaryNode[] = [];
  for (const tag of wanted) {
    if (tag === 'contact') answers.push(el('contact', { type: 'in' }));
    if (tag === 'devices') answers.push(devices(account));
    // A LID is told for phone numbers only: for a LID it would be taken for a number.
    if (tag === 'lid' && !jid.endsWith('@lid')) answers.push(el('lid', { val: account.lidJid }));
    if (tag === 'status') answers.push(el('status', { t: '0' }, Buffer.from('Available')));
    if (tag === 'disappearing_mode') answers.push(el('disappearing_mode', { duration: '0', t: '0' }));
  }
  return answers;
}

function unknown(wanted: string[]): BinaryNode[] {
  return wanted.includes('contact') ? [el('contact', { type: 'out' })] : [];
}

function devices(account: Account): BinaryNode {
  const list = [el('device', { id: '0' })];
  for (const device of account.devices.values()) {
    list.push(el('device', { id: String(device.id), 'key-index': String(device.id) }));
  }
  return el('devices', {}, [el('device-list', {}, list)]);
}
