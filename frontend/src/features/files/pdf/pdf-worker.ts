// What takes documents apart runs beside the page, in a thread of our own origin.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
