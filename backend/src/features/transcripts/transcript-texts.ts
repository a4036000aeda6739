import type { MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import type { Language } from '@ticketz/contract/preferences';

export interface TranscriptTexts {
  title: (name: string) => string;
  ticket: (number: number, connection: string) => string;
  made: (by: string, when: string) => string;
  range: (from: string, to: string) => string;
  begin: string;
  today: string;
  note: string;
  onPhone: string;
  edited: string;
  deleted: string;
  forwarded: string;
  none: string;
  cut: (count: number) => string;
  page: (number: number) => string;
  status: Record<OutboundStatus, string>;
  kinds: Record<Exclude<MessageKind, 'text' | 'note'>, string>;
}

/** The words of the document that aren't anybody's own. */
export const transcriptTexts: Readonly<Record<Language, TranscriptTexts>> = {
  en: {
    title: (name) => `Conversation with ${name}`,
    ticket: (number, connection) => `Ticket #${number} · ${connection}`,
    made: (by, when) => `Made by ${by}, ${when}`,
    range: (from, to) => `${from} to ${to}`,
    begin: 'the beginning',
    today: 'today',
    note: 'Internal note',
    onPhone: 'On the phone',
    edited: 'edited',
    deleted: 'This message was deleted',
    forwarded: 'Forwarded',
    none: 'No messages in this time.',
    cut: (count) =>
      `Only the first ${count} messages are in this document. Choose a shorter time for the others.`,
    page: (number) => `Page ${number}`,
    status: { queued: 'on its way', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'not sent' },
    kinds: {
      image: 'Picture',
      video: 'Video',
      video_note: 'Video note',
      gif: 'GIF',
      audio: 'Audio',
      voice_note: 'Voice message',
      document: 'Document',
      sticker: 'Sticker',
      location: 'Location',
      live_location: 'Live location',
      contact_card: 'Contact',
      poll: 'Poll',
      event: 'Event',
      group_invite: 'Group invitation',
      order: 'Order',
      product: 'Product',
      buttons: 'Buttons',
      list: 'List',
      view_once: 'Can be viewed once',
      group_event: 'News of the group',
      call: 'Call',
      undecryptable: 'Message that could not be read yet',
      unknown: 'Message of an unknown kind',
    },
  },
  'pt-BR': {
    title: (name) => `Conversa com ${name}`,
    ticket: (number, connection) => `Atendimento nº ${number} · ${connection}`,
    made: (by, when) => `Gerado por ${by}, ${when}`,
    range: (from, to) => `De ${from} até ${to}`,
    begin: 'o início',
    today: 'hoje',
    note: 'Anotação interna',
    onPhone: 'No celular',
    edited: 'editada',
    deleted: 'Esta mensagem foi apagada',
    forwarded: 'Encaminhada',
    none: 'Nenhuma mensagem neste período.',
    cut: (count) =>
      `Só as primeiras ${count} mensagens estão neste documento. Escolha um período menor para ver as outras.`,
    page: (number) => `Página ${number}`,
    status: {
      queued: 'a caminho',
      sent: 'enviada',
      delivered: 'entregue',
      read: 'lida',
      failed: 'não enviada',
    },
    kinds: {
      image: 'Imagem',
      video: 'Vídeo',
      video_note: 'Recado de vídeo',
      gif: 'GIF',
      audio: 'Áudio',
      voice_note: 'Mensagem de voz',
      document: 'Documento',
      sticker: 'Figurinha',
      location: 'Localização',
      live_location: 'Localização em tempo real',
      contact_card: 'Contato',
      poll: 'Enquete',
      event: 'Evento',
      group_invite: 'Convite de grupo',
      order: 'Pedido',
      product: 'Produto',
      buttons: 'Botões',
      list: 'Lista',
      view_once: 'Visualização única',
      group_event: 'Novidade do grupo',
      call: 'Ligação',
      undecryptable: 'Mensagem que ainda não pôde ser lida',
      unknown: 'Mensagem de tipo desconhecido',
    },
  },
  es: {
    title: (name) => `Conversación con ${name}`,
    ticket: (number, connection) => `Ticket n.º ${number} · ${connection}`,
    made: (by, when) => `Generado por ${by}, ${when}`,
    range: (from, to) => `De ${from} a ${to}`,
    begin: 'el comienzo',
    today: 'hoy',
    note: 'Nota interna',
    onPhone: 'En el teléfono',
    edited: 'editado',
    deleted: 'Este mensaje fue eliminado',
    forwarded: 'Reenviado',
    none: 'No hay mensajes en este período.',
    cut: (count) =>
      `Este documento solo tiene los primeros ${count} mensajes. Elige un período más corto para ver los demás.`,
    page: (number) => `Página ${number}`,
    status: {
      queued: 'en camino',
      sent: 'enviado',
      delivered: 'entregado',
      read: 'leído',
      failed: 'no enviado',
    },
    kinds: {
      image: 'Imagen',
      video: 'Vídeo',
      video_note: 'Nota de vídeo',
      gif: 'GIF',
      audio: 'Audio',
      voice_note: 'Mensaje de voz',
      document: 'Documento',
      sticker: 'Sticker',
      location: 'Ubicación',
      live_location: 'Ubicación en tiempo real',
      contact_card: 'Contacto',
      poll: 'Encuesta',
      event: 'Evento',
      group_invite: 'Invitación a un grupo',
      order: 'Pedido',
      product: 'Producto',
      buttons: 'Botones',
      list: 'Lista',
      view_once: 'Se ve una sola vez',
      group_event: 'Novedad del grupo',
      call: 'Llamada',
      undecryptable: 'Mensaje que aún no se pudo leer',
      unknown: 'Mensaje de tipo desconocido',
    },
  },
};
