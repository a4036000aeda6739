import { randomBytes } from 'node:crypto';
import type {
  Change,
  ChannelChange,
  ChannelMessage,
  OutboundContent,
} from '../../src/features/connections/channel.ts';

/** A customer's text as a channel would tell it; each call is a new message of the same person. */
export function inboundText(
  overrides: Partial<ChannelMessage> & Pick<ChannelMessage, 'companyId' | 'connectionId'>,
): ChannelMessage {
  return {
    channelMessageId: randomBytes(8).toString('hex').toUpperCase(),
    direction: 'inbound',
    person: { phone: '5511987654321', lid: null, pushName: 'Maria' },
    address: '5511987654321@s.whatsapp.net',
    kind: 'text',
    text: 'Bom dia',
    sentAt: new Date(Math.floor(Date.now() / 1000) * 1000),
    media: null,
    details: null,
    quoted: null,
    forwarded: false,
    secret: null,
    moves: false,
    ...overrides,
  };
}

/** A text as it goes to a channel. */
export function outboundText(text: string): OutboundContent {
  return { kind: 'text', text, quoted: null, forwarded: false };
}

/** What somebody does to a message of the same chat; by default the one who wrote it, now. */
export function changeOf(
  message: ChannelMessage,
  change: Change,
  overrides: Partial<ChannelChange> = {},
): ChannelChange {
  const { companyId, connectionId, person, direction, channelMessageId } = message;
  return {
    companyId,
    connectionId,
    person,
    direction,
    channelMessageId: randomBytes(8).toString('hex').toUpperCase(),
    target: { channelMessageId, direction },
    at: new Date(),
    change,
    ...overrides,
  };
}
