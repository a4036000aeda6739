// What jsdom lacks and the pages need: observers that see everything, and CSS escapes.

class EverythingIsSeen {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

Object.assign(globalThis, { IntersectionObserver: EverythingIsSeen, ResizeObserver: EverythingIsSeen });
globalThis.CSS ??= Object.create(null) as typeof CSS;
globalThis.CSS.escape ??= (text) => text.replace(/["\\]/g, '\\$&');
Element.prototype.scrollIntoView ??= () => undefined;
URL.createObjectURL ??= () => 'blob:test';
URL.revokeObjectURL ??= () => undefined;
