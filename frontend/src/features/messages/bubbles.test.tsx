import { act, screen, waitFor, within } from '@testing-library/react';
import type { File } from '@ticketz/contract/files';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { describe, expect, it, vi } from 'vitest';
import { ana, makeMessage, makeTicket } from '../../test/fixtures.ts';
import { openInbox } from '../../test/inbox-scene.tsx';
import { testId } from '../../test/people.ts';

// Otherwise what draws them would come while the test looks already.
await Promise.all([import('./content/FileContent.tsx'), import('./content/DetailsContent.tsx')]);

const ticket = makeTicket({ status: 'open', assignee: ana });

function aFile(values: Partial<File> = {}): File {
  return {
    id: testId(700),
    kind: 'image',
    state: 'ready',
    name: null,
    mimeType: 'image/jpeg',
    size: 120_000,
    width: 800,
    height: 600,
    seconds: null,
    waveform: null,
    thumbnail: true,
    ...values,
  };
}

async function show(...messages: Partial<Message>[]) {
  const made = messages.map((values) => makeMessage(ticket.id, values));
  const inbox = await openInbox({ tickets: [ticket], messages: made, path: `/tickets/${ticket.id}` });
  await screen.findAllByRole('article');
  await act(() => Promise.resolve());
  return { ...inbox, messages: made };
}

describe('files', () => {
  it('shows a photo in the room it takes, and large when one clicks; the keys lead on', async () => {
    const first = aFile();
    const second = aFile({ id: testId(701) });
    const { user } = await show(
      { kind: 'image', text: 'A vitrine', file: first },
      { kind: 'image', text: '', file: second },
    );
    const [photo] = screen.getAllByRole('button', { name: 'Show photo large' });
    expect(within(photo as HTMLElement).getByRole('img', { name: 'Photo' })).toHaveAttribute(
      'src',
      `/api/files/${first.id}/thumbnail`,
    );
    await user.click(photo as HTMLElement);
    const large = await screen.findByRole('dialog', { name: 'Photo or video 1 of 2' });
    expect(within(large).getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      `/api/files/${first.id}?download=true`,
    );
    await user.keyboard('{ArrowRight}');
    expect(await screen.findByRole('dialog', { name: 'Photo or video 2 of 2' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('says what is the matter with a file that is not here, and asks for it again', async () => {
    const file = aFile({ state: 'failed', thumbnail: false });
    const inbox = await show(
      { kind: 'image', text: '', file },
      {
        kind: 'document',
        text: '',
        file: aFile({ id: testId(702), kind: 'document', state: 'pending', name: 'a.pdf' }),
      },
      {
        kind: 'video',
        text: '',
        file: aFile({ id: testId(703), kind: 'video', state: 'too_large', size: 94_371_840 }),
      },
    );
    expect(screen.getByText('Fetching from WhatsApp…')).toBeInTheDocument();
    expect(screen.getByText(/Too large to be fetched \(90 MB\)/)).toBeInTheDocument();
    inbox.api.on(messageEndpoints.fetchFile, () => ({
      ...(inbox.messages[0] as Message),
      file: aFile(),
      version: 2,
    }));
    await inbox.user.click(screen.getByRole('button', { name: 'Ask for it again' }));
    expect(await screen.findByRole('button', { name: 'Show photo large' })).toBeInTheDocument();
  });

  it('plays one voice note at a time, at the speed chosen, and seeks by keys', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (
      this: HTMLMediaElement,
    ) {
      this.dispatchEvent(new Event('play'));
      return Promise.resolve();
    });
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
      this.dispatchEvent(new Event('pause'));
    });
    const note = (number: number) =>
      aFile({
        id: testId(number),
        kind: 'audio',
        mimeType: 'audio/ogg',
        seconds: 30,
        waveform: [10, 90, 40],
      });
    const { user } = await show(
      { kind: 'voice_note', text: '', file: note(710) },
      { kind: 'voice_note', text: '', file: note(711) },
    );
    const [first, second] = screen.getAllByRole('button', { name: 'Play' });
    await user.click(first as HTMLElement);
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Speed: 1×' }));
    expect(screen.getByRole('button', { name: 'Speed: 1.5×' })).toBeInTheDocument();
    const [slider] = screen.getAllByRole('slider');
    slider?.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(slider).toHaveAttribute('aria-valuenow', '10');

    await user.click(second as HTMLElement);
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Pause' })).toHaveLength(1));
    expect(play).toHaveBeenCalledTimes(2);
  });

  it('offers a document by its name and size', async () => {
    const file = aFile({
      kind: 'document',
      mimeType: 'application/pdf',
      name: 'Orçamento.pdf',
      thumbnail: false,
    });
    await show({ kind: 'document', text: '', file });
    expect(screen.getByText('PDF · 117 kB')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Download Orçamento.pdf' })).toHaveAttribute(
      'download',
      'Orçamento.pdf',
    );
  });
});

describe('other kinds', () => {
  it('shows places, contacts, polls, events, previews, options and calls', async () => {
    await show(
      {
        kind: 'location',
        text: '',
        details: { location: { latitude: -23.55, longitude: -46.63, name: 'Loja', address: 'Rua A, 1' } },
      },
      {
        kind: 'contact_card',
        text: '',
        details: {
          contacts: [{ name: 'João', organization: 'ACME', phones: [{ label: 'Work', number: '0800 1' }] }],
        },
      },
      {
        kind: 'poll',
        text: 'Qual cor?',
        details: {
          poll: {
            severalAllowed: false,
            options: [
              { name: 'Azul', votes: 2, byCustomer: true },
              { name: 'Verde', votes: 0, byCustomer: false },
            ],
          },
        },
      },
      {
        kind: 'event',
        text: 'Feira',
        details: {
          event: {
            startsAt: null,
            place: 'Centro',
            canceled: true,
            answers: [
              { answer: 'going', name: 'Zé' },
              { answer: 'not_going', name: 'Ivo' },
              { answer: 'going', name: null },
            ],
          },
        },
      },
      {
        text: 'veja https://example.org/a',
        details: { preview: { url: 'https://example.org/a', title: 'Sapatos', description: 'Todos' } },
      },
      { kind: 'buttons', text: 'Escolha', details: { options: ['Sim', 'Não'] } },
      { kind: 'call', text: '', details: { call: { video: true, missed: true } } },
      { kind: 'view_once', text: '' },
    );
    expect(screen.getByRole('link', { name: 'Open in OpenStreetMap' })).toHaveAttribute(
      'href',
      expect.stringContaining('mlat=-23.55&mlon=-46.63'),
    );
    expect(screen.getByRole('button', { name: 'Copy 0800 1' })).toBeInTheDocument();
    expect(screen.getByText('Qual cor?')).toBeInTheDocument();
    expect(screen.getByLabelText('2 votes')).toBeInTheDocument();
    expect(screen.getByTitle('Chosen by the customer')).toBeInTheDocument();
    expect(screen.getByText('Canceled')).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Answers' })).toHaveTextContent(
      '2 are goingZé, We1 isn’t goingIvo',
    );
    expect(screen.getByRole('link', { name: /Sapatos/ })).toHaveAttribute('href', 'https://example.org/a');
    expect(
      within(screen.getByRole('list', { name: 'Options offered' })).getAllByRole('listitem'),
    ).toHaveLength(2);
    expect(screen.getByText('Missed')).toBeInTheDocument();
    expect(screen.getByText('View-once message')).toBeInTheDocument();
  });

  it('never follows an address that is none of the web', async () => {
    await show({
      text: 'oi',
      details: { preview: { url: 'javascript:alert(1)', title: 'Oferta', description: '' } },
    });
    expect(screen.queryByText('Oferta')).not.toBeInTheDocument();
  });
});

describe('what happened to a message', () => {
  it('shows what it answers, that it was forwarded, edited, reacted to and deleted', async () => {
    const inbox = await show(
      { text: 'novo texto', editedAt: '2026-11-20T12:00:00.000Z', forwarded: true },
      { text: '', deletedAt: '2026-11-20T12:00:00.000Z' },
      {
        text: 'sim',
        quoted: { messageId: null, direction: 'outbound', kind: 'image', text: '', authorName: 'Bruno' },
        reactions: [
          { emoji: '👍', side: 'customer', author: null, memberName: null },
          { emoji: '❤️', side: 'business', author: ana, memberName: null },
        ],
      },
    );
    inbox.api.on(messageEndpoints.listMessageEdits, () => ({
      items: [{ text: 'texto velho', writtenAt: '2026-11-20T11:00:00.000Z' }],
    }));
    expect(screen.getByText('Forwarded')).toBeInTheDocument();
    expect(screen.getByText('This message was deleted')).toBeInTheDocument();
    expect(screen.getByText('Bruno')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: '👍 from Maria Oliveira' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '❤️ from Ana Souza. Take away' })).toBeInTheDocument();

    await inbox.user.click(screen.getByRole('button', { name: 'edited' }));
    expect(await screen.findByText('texto velho')).toBeInTheDocument();
  });

  it('jumps to the answered message further up, and back to the newest', async () => {
    const old = makeMessage(ticket.id, { text: 'a primeira' });
    const inbox = await openInbox({ tickets: [ticket], messages: [], path: '/' });
    const answer = makeMessage(ticket.id, {
      text: 'sobre isso',
      quoted: { messageId: old.id, direction: 'inbound', kind: 'text', text: 'a primeira', authorName: null },
    });
    inbox.api.on(messageEndpoints.listMessages, ({ query }) => {
      if (query.around === old.id) return { items: [old], older: null, newer: 'further' };
      if (query.after) return { items: [], older: null, newer: 'further' };
      return { items: [answer], older: query.before ? null : 'cursor', newer: null };
    });
    await inbox.router.navigate(`/tickets/${ticket.id}`);
    await inbox.user.click(await screen.findByRole('button', { name: /Go to the answered message/ }));
    await waitFor(() => expect(document.querySelector('[data-marked]')).toHaveTextContent('a primeira'));
    expect(screen.queryByText('sobre isso')).not.toBeInTheDocument();
    await inbox.user.click(screen.getByRole('button', { name: 'To the newest message' }));
    expect(await screen.findByText('sobre isso')).toBeInTheDocument();
  });
});
