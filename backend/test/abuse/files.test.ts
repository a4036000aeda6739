import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { authEndpoints } from '@ticketz/contract/auth';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/features/users/passwords.ts';
import { getFile, postFile, sha256 } from '../harness/media-shop.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';

let app: TestApp;
let admin: TestPerson;
let agent: TestPerson;
let colleague: TestPerson;
let stranger: TestPerson;
let ticketId: string;

beforeAll(async () => {
  app = await startTestApp();
  const companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin', 'Rosa');
  agent = await app.makePerson(companyId, 'agent', 'Ana');
  colleague = await app.makePerson(companyId, 'agent', 'Bia');
  stranger = await app.makePerson(await app.makeCompany('Another shop'), 'admin', 'Mallory');
  ticketId = await insertTicket(agent);
}, 60_000);
afterAll(() => app.stop());

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(row);
  const places = columns.map((_column, index) => `$${index + 1}`);
  const { rows } = await app.database.owner.query<{ id: string }>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')}) RETURNING id`,
    Object.values(row),
  );
  return rows[0]?.id ?? '';
}

async function insertTicket(assignee: TestPerson): Promise<string> {
  const company_id = assignee.companyId;
  const contact_id = await insert('contacts', { company_id, given_name: 'Carla' });
  const connection_id = await app.makeConnection(company_id);
  return insert('tickets', {
    company_id,
    number: Math.floor(Math.random() * 1_000_000),
    status: 'open',
    contact_id,
    connection_id,
    assignee_id: assignee.id,
    reply_address: '5511900000000@s.whatsapp.net',
  });
}

/** A file of a customer's message in the agent's ticket, with these bytes on the disk. */
async function received(bytes: Uint8Array, row: Record<string, unknown> = {}): Promise<string> {
  const company_id = agent.companyId;
  const id = await insert('files', {
    company_id,
    kind: 'image',
    state: 'ready',
    mime_type: 'image/jpeg',
    size: bytes.length,
    ...row,
  });
  const folder = join(app.dataDir, 'files', company_id, id.slice(-2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, id), bytes);
  const { rows } = await app.database.owner.query(
    'SELECT contact_id, connection_id FROM tickets WHERE id = $1',
    [ticketId],
  );
  await insert('messages', {
    company_id,
    ticket_id: ticketId,
    ...rows[0],
    channel_message_id: randomBytes(8).toString('hex'),
    direction: 'inbound',
    kind: 'image',
    text: '',
    file_id: id,
    sent_at: new Date(),
  });
  return id;
}

const as = ({ token }: TestPerson, headers: Record<string, string> = {}) => ({ token, headers });
const upload = (bytes: Uint8Array | ReadableStream, query: Record<string, string> = {}, who = agent) =>
  postFile(app, ticketId, bytes, { token: who.token, query });
const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;
const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id;

describe("Somebody else's file (pitfalls 16, 20, 21)", () => {
  it('is not there: for another company, for a colleague without the ticket, and like one that never was', async () => {
    const id = await received(sample('photo.jpg'));
    const seen = await getFile(app, id, as(agent));
    expect(seen.status).toBe(200);
    expect(sha256(await seen.arrayBuffer())).toBe(sha256(sample('photo.jpg')));
    expect((await getFile(app, id, as(admin))).status).toBe(200);
    const bodies = new Set<string>();
    for (const answer of [
      await getFile(app, id, as(stranger)),
      await getFile(app, id, as(colleague)),
      await getFile(app, randomUUID(), as(agent)),
      await getFile(app, `${id}/thumbnail`, as(stranger)),
    ]) {
      expect(answer.status).toBe(404);
      bodies.add((await answer.text()).replace(/"requestId":"[^"]*"/, ''));
    }
    expect(bodies.size).toBe(1);
    expect((await getFile(app, id)).status).toBe(401);
  });

  it('is not there any more when its message is deleted, or the ticket goes to somebody else', async () => {
    const id = await received(sample('photo.jpg'));
    await app.database.owner.query('UPDATE tickets SET assignee_id = $2 WHERE id = $1', [
      ticketId,
      colleague.id,
    ]);
    expect((await getFile(app, id, as(agent))).status).toBe(404);
    expect((await getFile(app, id, as(colleague))).status).toBe(200);
    await app.database.owner.query('UPDATE tickets SET assignee_id = $2 WHERE id = $1', [ticketId, agent.id]);
    await app.database.owner.query('UPDATE messages SET deleted_at = now() WHERE file_id = $1', [id]);
    for (const person of [agent, admin]) expect((await getFile(app, id, as(person))).status).toBe(404);
  });

  it("an upload that isn't sent yet is its own person's alone", async () => {
    const id = await idOf(await upload(sample('photo.jpg')));
    expect((await getFile(app, id, as(agent))).status).toBe(200);
    for (const person of [admin, colleague, stranger]) {
      expect((await getFile(app, id, as(person))).status).toBe(404);
    }
  });

  it('is not reached by a path', async () => {
    const id = await received(sample('photo.jpg'));
    for (const path of [
      '..%2f..%2fsecrets.json',
      '..%2F..%2F..%2Fetc%2Fpasswd',
      `${id}%00`,
      `${id}%2f..%2f${id}`,
      `${agent.companyId}%2f${id}`,
      'thumbnail',
    ]) {
      expect((await getFile(app, path, as(admin))).status, path).toBe(404);
    }
  });

  it('cannot be uploaded into', async () => {
    for (const person of [stranger, colleague]) {
      expect((await upload(sample('photo.jpg'), {}, person)).status).toBe(404);
    }
    expect((await postFile(app, ticketId, sample('photo.jpg'))).status).toBe(401);
  });
});

describe('The cookie of files', () => {
  it('opens files and nothing else, and ends with its session', async () => {
    const email = `${randomUUID()}@example.com`;
    const password = 'correct horse battery';
    await app.database.owner.query('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [
      agent.id,
      email,
      await hashPassword(password),
    ]);
    const login = await fetch(`${app.url}/api${authEndpoints.logIn.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const set = login.headers.getSetCookie().find((header) => header.startsWith('ticketz_files=')) ?? '';
    expect(set).toMatch(/Path=\/api\/files;.*HttpOnly;.*SameSite=Strict/);
    const cookie = set.split(';')[0] ?? '';
    const { accessToken, sessionId } = (await login.json()) as { accessToken: string; sessionId: string };
    const id = await received(sample('photo.jpg'));
    const withCookie = (value: string) => getFile(app, id, { headers: { cookie: value } });

    expect((await withCookie(cookie)).status).toBe(200);
    expect((await withCookie(`ticketz_files=${accessToken}`)).status).toBe(401);
    const me = `${app.url}/api${authEndpoints.me.path}`;
    expect((await fetch(me, { headers: { cookie } })).status).toBe(401);
    const bearer = { authorization: `Bearer ${cookie.split('=')[1]}` };
    expect((await fetch(me, { headers: bearer })).status).toBe(401);
    expect((await postFile(app, ticketId, sample('photo.jpg'), { headers: { cookie } })).status).toBe(401);

    await app.database.owner.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [sessionId]);
    expect((await withCookie(cookie)).status).toBe(401);
  });
});

describe('A file that wants to be more than one (pitfall 21)', () => {
  const script = '<script>document.title = "owned"</script>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;

  it.each([
    ['HTML', Buffer.from(`<!doctype html><html>${script}</html>`), 'picture.jpg'],
    ['SVG', Buffer.from(svg), 'picture.svg'],
    ['SVG as XML', Buffer.from(`<?xml version="1.0"?>${svg}`), 'picture.png'],
    ['compressed SVG', gzipSync(svg), 'picture.svgz'],
    ['XHTML', Buffer.from(`<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`), 'x.xhtml'],
    ['PDF', sample('document.pdf'), 'a.pdf'],
    [
      'a picture that is only its first bytes',
      Buffer.concat([sample('photo.jpg').subarray(0, 20), Buffer.from(script)]),
      'x.jpg',
    ],
  ])('%s is saved, never shown, and runs nothing', async (_what, bytes, name) => {
    const uploaded = await upload(bytes, { name });
    const file = (await uploaded.json()) as { id: string; kind: string; thumbnail: boolean };
    expect(file).toMatchObject({ kind: 'document', thumbnail: false });
    const answer = await getFile(app, file.id, as(agent));
    expect(answer.status).toBe(200);
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    if (type !== 'image/jpeg') {
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
      expect(['application/octet-stream', 'text/plain', 'application/pdf']).toContain(type);
    }
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('private');
    expect((await getFile(app, `${file.id}/thumbnail`, as(agent))).status).toBe(404);
  });

  it.each(['image/svg+xml', 'image/svg+xml; x', 'text/html', 'image/jpeg, text/html', 'IMAGE/SVG+XML'])(
    'is never shown as %s, whoever said so',
    async (mime_type) => {
      const id = await received(Buffer.from(svg), { mime_type });
      const answer = await getFile(app, id, as(agent));
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    },
  );

  it.each([
    ['zero-width and reversing characters', 'factura\u200b\u202egpj.exe', 'facturagpj.exe'],
    ['a path', '../../etc/passwd', '_.._etc_passwd'],
    ['a line end', 'a\r\nset-cookie: x=y.jpg', 'aset-cookie_ x=y.jpg'],
    ['quotes', `a"; filename="b.html`, 'a_; filename=_b.html'],
    ['other alphabets', 'Pedido nº 7 – 発注.pdf', 'Pedido nº 7 – 発注.pdf'],
    ['too much', `${'x'.repeat(240)}.pdf`, `${'x'.repeat(146)}.pdf`],
  ])('has a name that can be trusted: %s', async (_what, name, shown) => {
    const file = (await (await upload(Buffer.from('x'), { name })).json()) as { id: string; name: string };
    expect(file.name).toBe(shown);
    const disposition = (await getFile(app, file.id, as(agent))).headers.get('content-disposition') ?? '';
    const [, encoded = ''] = /filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(disposition) ?? [];
    expect(decodeURIComponent(encoded)).toBe(shown);
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*/);
  });

  it('is not unpacked: a picture of 50,000 by 50,000 pixels, a zip of zeros', async () => {
    const before = process.memoryUsage().rss;
    const bomb = await upload(pngOf(50_000, 50_000), { name: 'bomb.png' });
    expect(await bomb.json()).toMatchObject({ kind: 'document', thumbnail: false });
    const zeros = gzipSync(Buffer.alloc(50_000_000));
    expect(await (await upload(zeros, { name: 'zeros.docx' })).json()).toMatchObject({ kind: 'document' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });
});

describe('An upload', () => {
  it('is counted while it comes: too much is refused, whatever was announced', async () => {
    let given = 0;
    const endless = new ReadableStream({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(256 * 1024));
      },
    });
    const answer = await upload(endless, { voiceNote: 'true' }).catch((error: unknown) => error as Error);
    // The connection may be cut before the answer is read; in any case it doesn't go on for ever.
    if (answer instanceof Response) expect(await codeOf(answer)).toBe('file_too_large');
    expect(given).toBeLessThan(2_000);
    const announced = await upload(new Uint8Array(17 * 1024 * 1024), { voiceNote: 'true' });
    expect([announced.status, await codeOf(announced)]).toEqual([413, 'file_too_large']);
  }, 30_000);

  it('is the only thing that takes bytes, and takes nothing else', async () => {
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'image/jpeg']) {
      const answer = await postFile(app, ticketId, Buffer.from('{}'), {
        token: agent.token,
        headers: { 'content-type': type },
      });
      expect(answer.status, type).toBe(415);
    }
    const elsewhere = await fetch(`${app.url}/api/tickets/${ticketId}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${agent.token}` },
      body: '{}',
    });
    expect(elsewhere.status).toBe(415);
  });
});

describe('Ranges', () => {
  it('are given as asked for, and the whole is not sent twice', async () => {
    const bytes = sample('video.mp4');
    const id = await received(bytes, { kind: 'video', mime_type: 'video/mp4' });
    const ask = (headers: Record<string, string>) => getFile(app, id, as(agent, headers));
    const whole = await ask({});
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-disposition')).toMatch(/^inline/);
    const etag = whole.headers.get('etag') ?? '';
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 0],
      ['bytes=100-199', 100, 199],
      ['bytes=-50', bytes.length - 50, bytes.length - 1],
      ['bytes=1000-', 1000, bytes.length - 1],
      ['bytes=5-99999999', 5, bytes.length - 1],
    ] as const) {
      const part = await ask({ range });
      expect(part.status, range).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${bytes.length}`);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(start, end + 1));
    }
    for (const range of ['bytes=99999999-', 'bytes=-0']) expect((await ask({ range })).status).toBe(416);
    for (const range of ['bytes=9-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=-']) {
      expect((await ask({ range })).status, range).toBe(200);
    }
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    expect((await getFile(app, `${id}?download=true`, as(agent))).headers.get('content-disposition')).toMatch(
      /^attachment/,
    );
  });
});

/** A PNG that says it is this large, in a few kilobytes. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(20_000_000));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
