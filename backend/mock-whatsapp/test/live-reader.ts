import { Waiting } from '../api/waiting.ts';
import type { LiveEvent } from '../control/view.ts';

/** Listens to a control server's live stream, as the page does. */
export class LiveReader {
  readonly events: LiveEvent[] = [];
  private readonly waiting = new Waiting();
  private readonly stop = new AbortController();

  static async open(controlUrl: string): Promise<LiveReader> {
    const reader = new LiveReader();
    const response = await fetch(`${controlUrl}/api/live`, { signal: reader.stop.signal });
    if (!response.body) throw new Error('The live stream has no body');
    void reader.read(response.body);
    return reader;
  }

  /** The first event, of those that have come and will come, that matches. */
  event(what: string, match: (event: LiveEvent) => boolean): Promise<LiveEvent> {
    return this.waiting.until(
      () => what,
      () => this.events.find(match),
    );
  }

  close(): void {
    this.stop.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        const data = lines.filter((line) => line.startsWith('data: '));
        this.events.push(...data.map((line) => JSON.parse(line.slice(6)) as LiveEvent));
        this.waiting.poke();
      }
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
    }
  }
}
