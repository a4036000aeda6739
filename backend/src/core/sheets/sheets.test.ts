import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readSheet } from './read-sheet.ts';
import { writeXlsx } from './write-xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const limits = { rows: 5, columns: 4, cell: 40 };
const path = () => join(folder, 'file');
async function read(bytes: Buffer | string, given = limits): Promise<string[][]> {
  await writeFile(path(), bytes);
  return readAll(given);
}
async function readAll(given = limits): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of readSheet(path(), given)) rows.push(row);
  return rows;
}
async function zipped(parts: Record<string, string | Buffer>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path()));
}
const sheet = (rows: string) => ({
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});

describe('CSV', () => {
  it.each([
    ['commas', 'name,phone\r\n"Silva, José",55\r\n'],
    ['semicolons', 'name;phone\n"Silva, José";55\n'],
    ['tabs', 'name\tphone\n"Silva, José"\t55'],
    ['bars', '\uFEFFname|phone\r"Silva, José"|55'],
    ['a line that says it', 'sep=;\r\nname;phone\r\n"Silva, José";55'],
  ])('is read with %s', async (_name, text) => {
    expect(await read(text)).toEqual([
      ['name', 'phone'],
      ['Silva, José', '55'],
    ]);
  });

  it('is read in Latin-1 and UTF-16, with quotes, line breaks and empty lines', async () => {
    expect(await read(Buffer.from('José;Ação\n', 'latin1'))).toEqual([['José', 'Ação']]);
    expect(await read(Buffer.from('\uFEFFJosé;Ação\n', 'utf16le'))).toEqual([['José', 'Ação']]);
    expect(await read('a,b\n\n"x ""y""\nz",2\n,,\n')).toEqual([
      ['a', 'b'],
      ['x "y"\nz', '2'],
    ]);
  });

  it.each([
    ['empty', '\n\n'],
    ['too_many_rows', 'a\n'.repeat(6)],
    ['too_many_columns', 'a,b,c,d,e\n'],
    ['cell_too_long', `${'x'.repeat(41)},b\n`],
    ['cell_too_long', `a,"${'x\n'.repeat(500)}`],
    ['not_a_table', Buffer.from([1, 0, 2, 0, 3])],
  ])('pitfall 21: is refused as %s', async (reason, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ reason });
  });
});

describe('XLSX', () => {
  it('comes back as it was written, formulas as texts', async () => {
    const rows = [
      ['name', 'phone', '', 'notes'],
      ['=1+1', '+5511987654321', '', ' <b>&"\r\nx'],
      ['é 😀', '-2'],
    ];
    await pipeline(
      writeXlsx(
        (async function* () {
          yield* rows;
        })(),
      ),
      createWriteStream(path()),
    );
    expect(await readAll()).toEqual(rows);
  });

  it('is read by its first sheet, with shared texts, numbers and what formulas came to', async () => {
    await zipped({
      'xl/workbook.xml': '<workbook><sheets><sheet r:id="r2"/><sheet r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="other.xml"/><Relationship Id="r2" Target="worksheets/main.xml"/></Relationships>',
      'xl/sharedStrings.xml': '<sst><si><r><t>Jo</t></r><r><t>sé</t></r><rPh><t>aside</t></rPh></si></sst>',
      'xl/worksheets/main.xml':
        '<x:worksheet><x:sheetData><x:row><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1"><x:v>5.511987654321E12</x:v></x:c></x:row><x:row/><x:row><x:c t="str"><x:f>HYPERLINK("http://x")</x:f><x:v>click</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(await readAll()).toEqual([
      ['José', '', '5511987654321'],
      ['click', 'true'],
    ]);
  });

  it.each([
    ['a zip of something else', { 'readme.txt': 'hello' }, 'not_a_table'],
    ['broken XML', sheet('<row><c>'), 'not_a_table'],
    ['entities', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }, 'not_a_table'],
    ['a cell far to the right', sheet('<row><c r="XFD1"><v>1</v></c></row>'), 'too_many_columns'],
    ['too many rows', sheet('<row><c><v>1</v></c></row>'.repeat(6)), 'too_many_rows'],
    ['a cell that never ends', sheet(`<row><c t="str"><v>${'x'.repeat(99)}</v></c></row>`), 'cell_too_long'],
  ])('pitfall 21: refuses %s', async (_name, parts, reason) => {
    await zipped(parts);
    await expect(readAll()).rejects.toMatchObject({ reason });
  });

  it('pitfall 21: refuses what would be large when unpacked', async () => {
    await zipped({ 'xl/worksheets/sheet1.xml': Buffer.alloc(130 * 1024 * 1024, 0x20) });
    await expect(readAll()).rejects.toMatchObject({ reason: 'not_a_table' });
  });
});
