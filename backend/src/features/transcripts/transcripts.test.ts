import { Readable } from 'node:stream';
import { noteEndpoints } from '@ticketz/contract/notes';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { readPdf } from '../../../test/support/pdf-text.ts';
import { storage } from '../../core/storage.ts';
import { startOfDay } from '../../core/zoned-time.ts';
import { keepFile } from '../files/keep-file.ts';

const { app, shop, ana: agent, bia: colleague, write } = useShop('file');
let ticket: Ticket;

beforeAll(async () => {
  await writeAt('Olá, coração 😀 Привет', '2026-03-01T02:30:00Z');
  ticket = await waiting();
  await agent.api.call(ticketEndpoints.acceptTicket, { params: { ticketId: ticket.id } });
});

const writeAt = (text: string, sentAt: string) => write({ text, sentAt: new Date(sentAt) });
async function waiting(): Promise<Ticket> {
  const { items } = await agent.api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
  if (!items[0]) throw new Error('Nobody waits');
  return items[0];
}
const get = (person: TestPerson, query: Record<string, string> = {}, ticketId = ticket.id) =>
  fetch(`${app.url}/api/files/exports/tickets/${ticketId}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
async function pdf(query: Record<string, string> = {}) {
  const answer = await get(agent, query);
  expect(answer.status).toBe(200);
  return readPdf(Buffer.from(await answer.arrayBuffer()));
}

it('has what was said, by whom and when there, in letters of any of our scripts', async () => {
  const { text, pages } = await pdf({ language: 'pt-BR', timeZone: 'America/Sao_Paulo' });
  expect(pages).toBe(1);
  for (const words of [
    'Conversa com Maria',
    'Maria',
    'Olá, coração ',
    '😀',
    'Привет',
    '23:30',
    '28 de fevereiro de 2026',
  ])
    expect(text).toContain(words);
});

it('has notes and earlier tickets only when they are asked for', async () => {
  await agent.api.call(noteEndpoints.writeNote, {
    params: { ticketId: ticket.id },
    body: { clientId: '01900000-0000-7000-8000-000000000001', text: 'She haggles' },
  });
  expect((await pdf()).text).not.toContain('She haggles');
  const { text } = await pdf({ notes: 'true' });
  expect(text).toContain('She haggles');
  expect(text).toContain('Internal note');
  const { owner } = app.database;
  for (const [words, person] of [
    ['Long ago', agent],
    ['Not for Ana', colleague],
  ] as const) {
    await owner.query(
      `WITH made AS (INSERT INTO tickets (company_id, number, status, contact_id, connection_id, reply_address, assignee_id, closed_at)
         SELECT company_id, $2, 'closed', contact_id, connection_id, reply_address, $3, now() FROM tickets WHERE id = $1
         RETURNING *)
       INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, sent_at)
       SELECT company_id, id, contact_id, connection_id, $4, 'inbound', 'text', $4, '2026-01-01' FROM made`,
      [ticket.id, 900 + words.length, person.id, words],
    );
  }
  const both = (await pdf({ earlier: 'true' })).text;
  expect(both.indexOf('Long ago')).toBeGreaterThan(-1);
  expect(both.indexOf('Olá')).toBeGreaterThan(both.indexOf('Long ago'));
  expect(both).not.toContain('Not for Ana');
  expect((await pdf()).text).not.toContain('Long ago');
});

it('keeps to the days that are asked for, where they begin', async () => {
  expect((await pdf({ from: '2026-03-01', to: '2026-03-01', timeZone: 'UTC' })).text).toContain('Olá');
  const there = { timeZone: 'America/Sao_Paulo' };
  expect((await pdf({ from: '2026-03-01', ...there })).text).not.toContain('Olá');
  expect((await pdf({ to: '2026-02-28', ...there })).text).toContain('Olá');
  expect((await pdf({ from: '2026-04-01', to: '2026-04-02' })).text).toContain('No messages in this time.');
  expect((await get(agent, { timeZone: 'Mars/Base' })).status).toBe(422);
  expect(startOfDay('2026-03-29', 'Europe/Berlin', 1).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(startOfDay('2026-11-21', 'Asia/Kolkata').toISOString()).toBe('2026-11-20T18:30:00.000Z');
});

it('shows pictures small, and goes over as many pages as it takes', async () => {
  const { owner } = app.database;
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO files (company_id, kind, state, mime_type, size, width, height, has_thumbnail)
     VALUES ($1, 'image', 'ready', 'image/png', 1, 300, 200, true) RETURNING id`,
    [shop.companyId],
  );
  const fileId = rows[0]?.id ?? '';
  const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#26a' } });
  const place = await storage().receive(Readable.from(['x']), { maxBytes: 10, idleMs: 1_000 });
  await keepFile(shop.companyId, fileId, { path: place.path, thumbnail: await picture.webp().toBuffer() });
  await owner.query(
    `INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, file_id, sent_at)
     SELECT $1, $2, $3, $4, 'X' || n, 'inbound', CASE n WHEN 1 THEN 'image' ELSE 'text' END, 'line ' || n,
            CASE n WHEN 1 THEN $5::uuid END, '2026-03-02'::timestamptz + n * interval '1 minute'
       FROM generate_series(1, 450) n`,
    [shop.companyId, ticket.id, ticket.contact.id, shop.connectionId, fileId],
  );
  const { text, pages, pictures } = await pdf();
  expect(pictures).toBe(1);
  expect(pages).toBeGreaterThan(20);
  expect(text).toContain('line 450');
  expect(text).toContain(`Page ${pages}`);
});

it('pitfall 20: is nothing for a colleague who doesn’t see the ticket', async () => {
  expect((await get(colleague)).status).toBe(404);
  const elsewhere = await app.makePerson(await app.makeCompany(), 'admin');
  expect((await get(elsewhere)).status).toBe(404);
});
