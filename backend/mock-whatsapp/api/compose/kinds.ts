import { randomBytes } from 'node:crypto';
import { generateMessageIDV2, proto } from '@whiskeysockets/baileys';

const { ListType } = proto.Message.ListMessage;

export interface PlaceOptions {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  url?: string;
  /** A tiny JPEG of the map. */
  thumbnail?: Uint8Array;
}

export function locationContent(o: PlaceOptions): proto.IMessage {
  const { latitude, longitude, name, address, url, thumbnail } = o;
  return {
    locationMessage: {
      degreesLatitude: latitude,
      degreesLongitude: longitude,
      name,
      address,
      url,
      jpegThumbnail: thumbnail,
    },
  };
}

export interface LivePlaceOptions {
  latitude: number;
  longitude: number;
  caption?: string;
  accuracy?: number;
  /** Metres per second. */
  speed?: number;
}

export function liveLocationContent(o: LivePlaceOptions, sequence = 1, timeOffset = 0): proto.IMessage {
  return {
    liveLocationMessage: {
      degreesLatitude: o.latitude,
      degreesLongitude: o.longitude,
      caption: o.caption,
      accuracyInMeters: o.accuracy,
      speedInMps: o.speed,
      sequenceNumber: sequence,
      timeOffset,
    },
  };
}

export interface ContactCard {
  name: string;
  /** Digits with country code; several for somebody with several. */
  number: string | string[];
  organization?: string;
}

/** One card, or several in one message. */
export function contactsContent(cards: ContactCard[]): proto.IMessage {
  const contacts = cards.map((card) => ({ displayName: card.name, vcard: vcardOf(card) }));
  const [first] = contacts;
  if (!first) throw new Error('A message with contacts needs at least one.');
  if (contacts.length === 1) return { contactMessage: first };
  const displayName = `${first.displayName} and ${contacts.length - 1} other contacts`;
  return { contactsArrayMessage: { displayName, contacts } };
}

function vcardOf({ name, number, organization }: ContactCard): string {
  const numbers = Array.isArray(number) ? number : [number];
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${name};;;`, `FN:${name}`];
  if (organization) lines.push(`ORG:${organization}`);
  for (const digits of numbers) lines.push(`TEL;type=CELL;type=VOICE;waid=${digits}:+${digits}`);
  return [...lines, 'END:VCARD'].join('\n');
}

export interface PollOptions {
  question: string;
  options: string[];
  /** How many may be chosen; 0: as many as one likes. Default 0. */
  selectable?: number;
}

export function pollContent({ question, options, selectable = 0 }: PollOptions): proto.IMessage {
  const poll = {
    name: question,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: selectable,
  };
  const messageContextInfo = { messageSecret: randomBytes(32) };
  return selectable === 1
    ? { messageContextInfo, pollCreationMessageV3: poll }
    : { messageContextInfo, pollCreationMessage: poll };
}

export interface EventOptions {
  name: string;
  description?: string;
  start: Date;
  end?: Date;
  place?: PlaceOptions;
  /** For a call: the link to it. */
  joinLink?: string;
  canceled?: boolean;
}

export function eventContent(o: EventOptions): proto.IMessage {
  const { name, description, joinLink, canceled = false } = o;
  const eventMessage = {
    name,
    description,
    joinLink,
    isCanceled: canceled,
    location: o.place && locationContent(o.place).locationMessage,
    startTime: Math.floor(o.start.getTime() / 1000),
    endTime: o.end && Math.floor(o.end.getTime() / 1000),
  };
  return { messageContextInfo: { messageSecret: randomBytes(32) }, eventMessage };
}

/** Something to tap. */
export interface Choice {
  id: string;
  text: string;
  description?: string;
}

export interface ButtonsOptions {
  text: string;
  footer?: string;
  buttons: Choice[];
}

export function buttonsContent({ text, footer, buttons }: ButtonsOptions): proto.IMessage {
  return {
    buttonsMessage: {
      contentText: text,
      footerText: footer,
      headerType: proto.Message.ButtonsMessage.HeaderType.EMPTY,
      buttons: buttons.map(({ id, text: displayText }) => ({
        buttonId: id,
        buttonText: { displayText },
        type: proto.Message.ButtonsMessage.Button.Type.RESPONSE,
      })),
    },
  };
}

export interface ListOptions {
  title: string;
  text: string;
  /** On the button that opens the list. */
  button: string;
  footer?: string;
  sections: { title: string; rows: Choice[] }[];
}

export function listContent({ title, text, button, footer, sections }: ListOptions): proto.IMessage {
  return {
    listMessage: {
      title,
      description: text,
      buttonText: button,
      footerText: footer,
      listType: ListType.SINGLE_SELECT,
      sections: sections.map((section) => ({
        title: section.title,
        rows: section.rows.map((row) => ({ rowId: row.id, title: row.text, description: row.description })),
      })),
    },
  };
}

export function templateContent({ text, footer, buttons }: ButtonsOptions): proto.IMessage {
  const hydratedTemplate = {
    hydratedContentText: text,
    hydratedFooterText: footer,
    hydratedButtons: buttons.map((button, index) => ({
      index,
      quickReplyButton: { id: button.id, displayText: button.text },
    })),
  };
  return { templateMessage: { hydratedTemplate } };
}

export function interactiveContent({ text, footer, buttons }: ButtonsOptions): proto.IMessage {
  return {
    interactiveMessage: {
      body: { text },
      footer: footer ? { text: footer } : undefined,
      nativeFlowMessage: {
        buttons: buttons.map((button) => ({
          name: 'quick_reply',
          buttonParamsJson: JSON.stringify({ display_text: button.text, id: button.id }),
        })),
        messageVersion: 1,
      },
    },
  };
}

/** The answer to a message with something to tap: its kind follows from the kind of the message. */
export function answerContent(asked: proto.IMessage, choice: Choice): proto.IMessage {
  const { id, text } = choice;
  if (asked.listMessage) {
    const listType = proto.Message.ListResponseMessage.ListType.SINGLE_SELECT;
    return {
      listResponseMessage: {
        title: text,
        description: choice.description,
        listType,
        singleSelectReply: { selectedRowId: id },
      },
    };
  }
  if (asked.templateMessage) {
    return { templateButtonReplyMessage: { selectedId: id, selectedDisplayText: text, selectedIndex: 0 } };
  }
  if (asked.interactiveMessage) {
    const paramsJson = JSON.stringify({ id });
    return {
      interactiveResponseMessage: {
        body: { text },
        nativeFlowResponseMessage: { name: 'quick_reply', paramsJson, version: 3 },
      },
    };
  }
  const type = proto.Message.ButtonsResponseMessage.Type.DISPLAY_TEXT;
  return { buttonsResponseMessage: { selectedButtonId: id, selectedDisplayText: text, type } };
}

export interface ProductOptions {
  title: string;
  description?: string;
  currency?: string;
  /** In thousandths, as the protocol has it. */
  priceAmount1000?: number;
  /** `NUMBER@s.whatsapp.net` of the shop. */
  ownerJid: string;
}

export function productContent(o: ProductOptions): proto.IMessage {
  return {
    productMessage: {
      businessOwnerJid: o.ownerJid,
      product: {
        productId: '7301',
        title: o.title,
        description: o.description,
        currencyCode: o.currency ?? 'BRL',
        priceAmount1000: o.priceAmount1000 ?? 99_900,
        productImageCount: 0,
      },
    },
  };
}

export interface OrderOptions {
  title: string;
  message?: string;
  items?: number;
  currency?: string;
  totalAmount1000?: number;
  sellerJid: string;
}

export function orderContent(o: OrderOptions): proto.IMessage {
  return {
    orderMessage: {
      orderId: '1042',
      token: 'mock',
      orderTitle: o.title,
      message: o.message,
      itemCount: o.items ?? 1,
      status: proto.Message.OrderMessage.OrderStatus.INQUIRY,
      surface: proto.Message.OrderMessage.OrderSurface.CATALOG,
      sellerJid: o.sellerJid,
      totalCurrencyCode: o.currency ?? 'BRL',
      totalAmount1000: o.totalAmount1000 ?? 99_900,
    },
  };
}

/** An invitation into a group. */
export function inviteContent(o: { groupJid: string; name: string; caption?: string }): proto.IMessage {
  return {
    groupInviteMessage: {
      groupJid: o.groupJid,
      groupName: o.name,
      caption: o.caption,
      inviteCode: generateMessageIDV2().slice(-16),
      inviteExpiration: Math.floor(Date.now() / 1000) + 3 * 86_400,
    },
  };
}

/** Somebody asks for money. */
export function paymentRequestContent(o: {
  amount1000: number;
  currency?: string;
  note?: string;
}): proto.IMessage {
  return {
    requestPaymentMessage: {
      amount1000: o.amount1000,
      currencyCodeIso4217: o.currency ?? 'BRL',
      expiryTimestamp: Math.floor(Date.now() / 1000) + 86_400,
      noteMessage: o.note ? { extendedTextMessage: { text: o.note } } : undefined,
    },
  };
}
