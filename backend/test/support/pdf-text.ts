import { inflateSync } from 'node:zlib';

/** What a PDF says and shows, read from its bytes. Knows what pdfkit writes, and no more. */
export function readPdf(bytes: Buffer): { text: string; pages: number; pictures: number } {
  const source = bytes.toString('latin1');
  const objects = new Map<string, { head: string; stream: string }>();
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const at = body.indexOf('\nstream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? '' : body.slice(at + 8, body.lastIndexOf('\nendstream'));
    const stream = head.includes('/FlateDecode')
      ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
      : raw;
    objects.set(id, { head, stream });
  }
  const all = [...objects.values()];
  const fonts = new Map<string, string[]>();
  for (const { head } of all) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '';
      fonts.set(name, charactersOf(objects.get(unicode)?.stream ?? ''));
    }
  }
  return {
    text: all.map(({ stream }) => textOf(stream, fonts)).join('\n'),
    pages: all.filter(({ head }) => /\/Type \/Page\b/.test(head)).length,
    pictures: all.filter(({ head }) => head.includes('/Subtype /Image')).length,
  };
}

function charactersOf(map: string): string[] {
  const ranges = [...map.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/gi)];
  return ranges.flatMap(([, list = '']) =>
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].map(([, hex = '']) =>
      Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    ),
  );
}

function textOf(content: string, fonts: Map<string, string[]>): string {
  let font: string[] = [];
  const parts: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? [];
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]*)>/g)) {
      for (const code of hex.match(/.{4}/g) ?? []) parts.push(font[Number.parseInt(code, 16)] ?? '');
    }
    if (shown !== undefined) parts.push('\n');
  }
  return parts.join('');
}
