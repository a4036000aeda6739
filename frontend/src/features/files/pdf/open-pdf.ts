import { getDocument, type PDFDocumentLoadingTask, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';

/** More than any scan has; beyond it a picture in a document is left out. */
const mostPixels = 64_000_000;

export interface OpenedPdf {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/**
 * Opens a document to be drawn. Nothing in it runs: neither its scripts nor its forms are asked for, and fonts and
 * functions are never compiled, which our policy would forbid anyway.
 */
export function openPdf(url: string): OpenedPdf {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const worker = PDFWorker.create({ port: thread });
  const task: PDFDocumentLoadingTask = getDocument({
    url,
    worker,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    maxImageSize: mostPixels,
  });
  return {
    document: task.promise,
    close() {
      void task.destroy().finally(() => {
        worker.destroy();
        thread.terminate();
      });
    },
  };
}
