import Pdf from 'pdfkit';
import type { DescribedMessage, Side } from './describe-message.ts';
import { fontRuns } from './fonts.ts';

const margin = 56;
const largestPicture = 220;
const ink = { text: '#1b1f23', quiet: '#5b6670', line: '#d5dade' };
const sideInk: Readonly<Record<Side, string>> = { customer: '#1b1f23', company: '#0b6670', note: '#8a5a00' };

/** A JPEG, not to be drawn larger than it is. */
export interface TranscriptPicture {
  bytes: Buffer;
  edge: number;
}

/** Writes a conversation into a PDF, from top to bottom. Nothing of a message is ever taken for markup. */
export class TranscriptDocument {
  readonly #pdf: PDFKit.PDFDocument;
  #page = 0;

  constructor(title: string, pageName: (number: number) => string) {
    this.#pdf = new Pdf({
      size: 'A4',
      margin,
      autoFirstPage: false,
      info: { Title: title, Creator: 'Ticketz' },
      lang: undefined,
    });
    this.#pdf.on('pageAdded', () => this.#number(pageName));
    this.#pdf.addPage();
    this.#write(title, { size: 18, bold: true });
  }

  /** The bytes as they become ready. */
  get stream(): PDFKit.PDFDocument {
    return this.#pdf;
  }

  /** A quiet line under the title, or at the end. */
  line(text: string): void {
    this.#write(text, { size: 9, color: ink.quiet });
  }

  /** A day, or the beginning of a ticket. */
  divider(text: string): void {
    this.#room(60);
    this.#pdf.moveDown(1);
    const { y, page } = this.#pdf;
    this.#pdf
      .moveTo(margin, y)
      .lineTo(page.width - margin, y)
      .lineWidth(0.5)
      .stroke(ink.line);
    this.#pdf.moveDown(0.4);
    this.#write(text, { size: 9, bold: true, color: ink.quiet });
  }

  message(described: DescribedMessage, time: string, picture: TranscriptPicture | null): void {
    this.#room(picture ? largestPicture + 60 : 44);
    this.#pdf.moveDown(0.7);
    const color = sideInk[described.side];
    this.#write(described.who, { size: 10, bold: true, color });
    this.#write([time, ...described.marks].join(' · '), { size: 8, color: ink.quiet });
    if (described.quoted) this.#write(`“${described.quoted}”`, { size: 9, color: ink.quiet, indent: 12 });
    for (const line of described.about) this.#write(line, { size: 9, color: ink.quiet });
    if (picture) this.#picture(picture);
    if (described.text) this.#write(described.text, { size: 10.5, color: ink.text });
  }

  end(): void {
    this.#pdf.end();
  }

  #picture({ bytes, edge }: TranscriptPicture): void {
    const size = Math.min(largestPicture, edge);
    this.#pdf.moveDown(0.2);
    this.#pdf.image(bytes, { fit: [size, size] });
    this.#pdf.moveDown(0.3);
    this.#pdf.x = margin;
  }

  /** Begins a new page when less than this is left on this one. */
  #room(height: number): void {
    if (this.#pdf.y + height > this.#pdf.page.height - margin) this.#pdf.addPage();
  }

  #write(
    text: string,
    {
      size,
      bold = false,
      color = ink.text,
      indent = 0,
    }: { size: number; bold?: boolean; color?: string; indent?: number },
  ): void {
    const runs = fontRuns(text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    '), bold);
    this.#pdf.x = margin + indent;
    this.#pdf.fontSize(size).fillColor(color);
    for (const [index, { text: part, font }] of runs.entries()) {
      this.#use(font);
      this.#pdf.text(part, {
        continued: index < runs.length - 1,
        width: this.#pdf.page.width - 2 * margin - indent,
      });
    }
    this.#pdf.x = margin;
  }

  /** Each file is opened once: the document keeps it by its name. */
  #use({ name, path }: { name: string; path: string }): void {
    if (this.#opened.has(name)) this.#pdf.font(name);
    else this.#pdf.registerFont(name, path).font(name);
    this.#opened.add(name);
  }

  readonly #opened = new Set<string>();

  /** At the foot, without moving on to the next page for it. */
  #number(pageName: (number: number) => string): void {
    this.#page += 1;
    const { page } = this.#pdf;
    const [run] = fontRuns(pageName(this.#page));
    if (!run) return;
    page.margins.bottom = 0;
    this.#use(run.font);
    this.#pdf.fontSize(8).fillColor(ink.quiet);
    this.#pdf.text(run.text, margin, page.height - 36, {
      width: page.width - 2 * margin,
      align: 'right',
      lineBreak: false,
    });
    page.margins.bottom = margin;
    this.#pdf.x = margin;
    this.#pdf.y = margin;
  }
}
