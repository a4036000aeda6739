import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { fileEndpoints, type File as StoredFile } from '@ticketz/contract/files';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { settingsFrom } from '@ticketz/contract/settings';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { undoSend } from '../../../features/messages/compose-preferences.ts';
import { FakeFailure } from '../../../test/fake-api.ts';
import { ana, makeMessage, makeTicket } from '../../../test/fixtures.ts';
import { openInbox } from '../../../test/inbox-scene.tsx';
import { testId } from '../../../test/people.ts';
import { uploadsThroughFetch } from '../../../test/upload-through-fetch.ts';
import { toastQueue } from '../../../ui/toast.ts';

const uploads = uploadsThroughFetch();
beforeEach(() => vi.stubGlobal('XMLHttpRequest', uploads.Upload));
afterEach(() => toastQueue.set([]));

const photo = (name = 'vitrine.jpg') => new File(['pictures'], name, { type: 'image/jpeg' });
const pdf = new File(['%PDF-1.7'], 'orçamento.pdf', { type: 'application/pdf' });

async function show(...values: Partial<Message>[]) {
  const ticket = makeTicket({ status: 'open', assignee: ana });
  const messages = values.map((message) => makeMessage(ticket.id, message));
  const inbox = await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
  let number = 800;
  inbox.api.on(fileEndpoints.uploadFile, ({ query }) => {
    number += 1;
    return {
      id: testId(number),
      kind: 'image' as const,
      state: 'ready' as const,
      name: query.name ?? null,
      mimeType: 'image/jpeg',
      size: 7,
      width: null,
      height: null,
      seconds: null,
      waveform: null,
      thumbnail: false,
    };
  });
  const field = await screen.findByRole('textbox', { name: /^Message to/ });
  const choose = (...files: File[]) => {
    const input = document.querySelector('input[type="file"]') as HTMLInputElement;
    fireEvent.change(input, { target: { files } });
    return screen.findByRole('dialog', { name: /^Send/ });
  };
  const sent = () =>
    inbox.api.callsTo(messageEndpoints.sendMessage).map(({ body }) => body as Record<string, unknown>);
  return { ...inbox, ticket, messages, field, choose, sent };
}

it('sends several files with captions, in the order chosen, with what was written as the first caption', async () => {
  const { user, field, choose, sent } = await show();
  await user.type(field, 'Veja');
  const dialog = await choose(photo(), pdf);
  expect(within(dialog).getByRole('textbox', { name: 'Caption of vitrine.jpg' })).toHaveValue('Veja');
  await user.type(within(dialog).getByRole('textbox', { name: 'Caption of orçamento.pdf' }), 'Preços');
  await user.click(within(dialog).getByRole('button', { name: 'Move orçamento.pdf up' }));
  await user.click(within(dialog).getByRole('button', { name: 'Send' }));

  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()).toMatchObject([
    { text: 'Preços', fileId: testId(801), asDocument: true },
    { text: 'Veja', fileId: testId(802) },
  ]);
  expect(field).toHaveValue('');
});

it('takes pasted and dropped files, also as documents, and refuses what cannot be sent before it is uploaded', async () => {
  const { user, api, field, sent } = await show();
  fireEvent.paste(field, { clipboardData: { files: [photo('image.png')], types: ['Files'] } });
  await screen.findByRole('dialog', { name: 'Send 1 file' });
  fireEvent.drop(field, {
    dataTransfer: { files: [new File([], 'nothing.txt')], types: ['Files'] },
  });
  const dialog = await screen.findByRole('dialog', { name: 'Send 2 files' });
  expect(within(dialog).getByText('This file is empty.')).toBeInTheDocument();
  expect(within(dialog).getByRole('button', { name: 'Send' })).toBeDisabled();
  await user.click(within(dialog).getByRole('button', { name: 'Remove nothing.txt' }));
  await user.click(within(dialog).getByRole('checkbox', { name: /as documents/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(sent()).toMatchObject([{ asDocument: true }]));
  expect(api.callsTo(fileEndpoints.uploadFile)).toHaveLength(1);
});

it('shows how far the upload is, can be stopped, and keeps the file and the words for another try', async () => {
  const { user, field, choose, sent } = await show();
  const release = uploads.hold();
  await user.type(field, 'A foto');
  await user.click(within(await choose(photo())).getByRole('button', { name: 'Send' }));
  const bubble = await screen.findByRole('article', { name: 'You' });
  expect(await within(bubble).findByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  await user.click(within(bubble).getByRole('button', { name: 'Cancel upload' }));
  expect(await screen.findByText('Not sent. You stopped the upload.')).toBeInTheDocument();
  expect(bubble).toHaveTextContent('A foto');

  release();
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(sent()).toMatchObject([{ text: 'A foto' }]));
});

it('says why a file was refused, and keeps it', async () => {
  const { user, api, choose } = await show();
  api.on(fileEndpoints.uploadFile, () => {
    throw new FakeFailure('file_too_large');
  });
  await user.click(within(await choose(photo())).getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('Not sent. This file is too large to be sent.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Send again' })).toBeInTheDocument();
});

it('answers a message, which the bubble shows at once', async () => {
  const { user, api, field, messages, sent } = await show({ text: 'Tem no 38?' });
  fireEvent.contextMenu(await screen.findByRole('article'), { clientX: 5, clientY: 5 });
  await user.click(await screen.findByRole('menuitem', { name: 'Reply' }));
  expect(await screen.findByText('Answering Maria Oliveira')).toBeInTheDocument();
  await waitFor(() => expect(field).toHaveFocus());
  api.cutNetwork();
  await user.keyboard('Tem sim{Enter}');
  const bubble = await screen.findByRole('article', { name: 'You' });
  expect(bubble).toHaveTextContent('Tem no 38?');
  api.restoreNetwork();
  await waitFor(() => expect(sent()).toMatchObject([{ text: 'Tem sim', quotedMessageId: messages[0]?.id }]));
  expect(screen.queryByText('Answering Maria Oliveira')).not.toBeInTheDocument();
});

it('changes the last own message with arrow up, keeps what was refused, and Escape leaves it', async () => {
  const inbox = await show({
    text: 'Temos so azul',
    direction: 'outbound',
    status: 'sent',
    author: ana,
    sentAt: new Date().toISOString(),
  });
  const [message] = inbox.messages as [Message];
  let refused = true;
  inbox.api.on(messageEndpoints.editMessage, ({ body }) => {
    if (refused) throw new FakeFailure('message_too_old');
    return { ...message, text: body.text, editedAt: new Date().toISOString(), version: 2 };
  });
  await inbox.user.click(inbox.field);
  await inbox.user.keyboard('{ArrowUp}');
  expect(inbox.field).toHaveValue('Temos so azul');
  await inbox.user.clear(inbox.field);
  await inbox.user.type(inbox.field, 'Temos só azul{Enter}');
  expect(await screen.findByText(/Too much time has passed/)).toBeInTheDocument();
  expect(inbox.field).toHaveValue('Temos só azul');

  refused = false;
  await inbox.user.type(inbox.field, '{Enter}');
  await waitFor(() => expect(inbox.field).toHaveValue(''));
  expect(await screen.findByText('edited')).toBeInTheDocument();
  await inbox.user.keyboard('{ArrowUp}{Escape}');
  expect(inbox.field).toHaveValue('');
});

it('writes a note that names a colleague, by a way of its own, and keeps it apart from the answer', async () => {
  const { user, api, field, ticket, sent } = await show({ text: 'Tem no 38?' });
  const bia = { id: testId(701), name: 'Bia Lima' };
  api.on(noteEndpoints.listWatchers, () => ({ items: [ana, bia] }));
  api.on(noteEndpoints.writeNote, ({ body: { text, clientId } }) =>
    makeMessage(ticket.id, {
      text,
      clientId,
      kind: 'note',
      direction: 'internal',
      author: ana,
      details: { mentions: [bia] },
    }),
  );
  await user.type(field, 'Olá');
  await user.click(screen.getByRole('button', { name: 'Note' }));
  const note = await screen.findByRole('textbox', { name: 'Note about Maria Oliveira' });
  expect(note).toHaveValue('');
  await user.type(note, '@bi');
  expect(await screen.findByRole('option', { name: /Bia Lima/ })).toHaveAttribute('aria-selected', 'true');
  // Escape leaves a note only while nothing is in it: what is typed next would go to the customer.
  await user.type(note, '{Enter}{Escape}');
  expect(screen.getByRole('textbox', { name: 'Note about Maria Oliveira' })).toHaveFocus();
  await user.type(note, 'sabe{Enter}');
  expect(await screen.findByRole('article', { name: 'Note by You' })).toHaveTextContent('@Bia Lima sabe');
  expect(api.callsTo(noteEndpoints.writeNote)).toMatchObject([
    { body: { text: '@Bia Lima sabe', mentions: [bia.id] } },
  ]);
  expect(sent()).toEqual([]);
  await user.keyboard('{Escape}');
  expect(await screen.findByRole('textbox', { name: /^Message to/ })).toHaveValue('Olá');
});

it('shows the signature before a text is sent, and on it while it waits; never on notes', async () => {
  const { api, user, field, tell } = await show();
  tell('settings.updated', { settings: settingsFrom({ signatures: 'above' }) });
  expect(await screen.findByText('Ana Souza:')).toBeInTheDocument();
  api.cutNetwork();
  await user.type(field, 'Temos{Enter}');
  const bubble = await screen.findByRole('article', { name: 'You' });
  expect(bubble).toHaveTextContent('Ana Souza: Temos');
  await user.click(screen.getByRole('button', { name: 'Note' }));
  await waitFor(() => expect(screen.queryByText('Over your text:')).not.toBeInTheDocument());
});

const stored = (number: number, name: string, kind: 'image' | 'document'): StoredFile => ({
  id: testId(number),
  kind,
  state: 'ready',
  name,
  mimeType: kind === 'image' ? 'image/jpeg' : 'application/pdf',
  size: 7,
  width: null,
  height: null,
  seconds: null,
  waveform: null,
  thumbnail: kind === 'image',
});
const cardapio = [
  stored(1, 'a.jpg', 'image'),
  stored(2, 'b.pdf', 'document'),
  stored(3, 'c.pdf', 'document'),
];
const quick = { id: testId(9), shared: true, shortcut: 'menu', text: 'O cardápio', files: cardapio };

it('sends the files of a quick message with its text, but for those that are taken away', async () => {
  const { api, user, field, sent } = await show();
  api.on(quickMessageEndpoints.listQuickMessages, () => ({ items: [quick] }));
  await user.type(field, '/menu');
  await user.click(await screen.findByRole('option', { name: /menu/ }));
  const brought = within(await screen.findByRole('list', { name: 'Files that go along' }));
  await user.click(brought.getByRole('button', { name: /b\.pdf/ }));
  await user.keyboard('{Delete}');
  expect(brought.getAllByRole('listitem')).toHaveLength(2);
  await user.click(field);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()).toMatchObject([
    { text: 'O cardápio', fileId: testId(1), quickMessageId: quick.id },
    { text: '', fileId: testId(3), quickMessageId: quick.id },
  ]);
  expect(screen.queryByRole('list', { name: 'Files that go along' })).not.toBeInTheDocument();
  expect(field).toHaveValue('');
});

it('keeps the files of a quick message over a reload, and brings them back when the send is undone', async () => {
  undoSend.set(true);
  const { api, user, field, sent, ticket } = await show();
  api.on(quickMessageEndpoints.listQuickMessages, () => ({ items: [quick] }));
  await user.type(field, '/menu');
  await user.click(await screen.findByRole('option', { name: /menu/ }));
  const items = async () =>
    within(await screen.findByRole('list', { name: 'Files that go along' })).getAllByRole('listitem');
  expect(await items()).toHaveLength(3);
  cleanup();
  const again = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
  expect(await items()).toHaveLength(3);
  await again.user.type(await screen.findByRole('textbox', { name: /^Message to/ }), '{Enter}');
  await waitFor(() =>
    expect(screen.queryByRole('list', { name: 'Files that go along' })).not.toBeInTheDocument(),
  );
  await again.user.click(await screen.findByRole('button', { name: /^Undo/ }));
  expect(await items()).toHaveLength(3);
  expect(screen.getByRole('textbox', { name: /^Message to/ })).toHaveValue('O cardápio');
  expect(sent()).toEqual([]);
  undoSend.set(false);
});
