/**
 * Sends what an upload would send through `fetch`, where a fake API listens. `hold` keeps the uploads half done until
 * it is called.
 */
export function uploadsThroughFetch() {
  let held: Promise<void> | null = null;
  class Upload extends EventTarget {
    readonly upload = new EventTarget();
    status = 0;
    responseText = '';
    private address = '';
    private stopped = false;
    open(_method: string, address: string): void {
      this.address = address;
    }
    setRequestHeader(): void {}
    getResponseHeader(): null {
      return null;
    }
    abort(): void {
      this.stopped = true;
      this.dispatchEvent(new Event('abort'));
      this.dispatchEvent(new Event('loadend'));
    }
    send(blob: Blob): void {
      void this.transfer(blob.size);
    }
    private async transfer(total: number): Promise<void> {
      const halfway = new ProgressEvent('progress', { loaded: total / 2, total });
      this.upload.dispatchEvent(halfway);
      await held;
      if (this.stopped) return;
      try {
        const response = await fetch(this.address, { method: 'POST' });
        this.status = response.status;
        this.responseText = await response.text();
        this.dispatchEvent(new Event('load'));
      } catch {
        this.dispatchEvent(new Event('error'));
      }
      this.dispatchEvent(new Event('loadend'));
    }
  }
  return {
    Upload,
    hold(): () => void {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        held = null;
        release();
      };
    },
  };
}
