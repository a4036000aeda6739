import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A machine that runs other things too is slow at times: what comes at all comes within this. */
export const patienceMs = 40_000;

/** What every browser logs by itself for somebody who isn't logged in yet: the page asks whether they are. */
const ordinary = [/401.*\/api\/auth\/refresh/];

/** Browsers of their own for each person; whatever goes wrong on a page is remembered. */
export interface WatchedPages {
  /** A new browser window with nothing in it: another person, or another device. */
  openContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** From now until `expectQuiet` these errors belong to the story. */
  allow(...patterns: RegExp[]): void;
  /** Fails when a page has logged or thrown an error that isn't part of the story. */
  expectQuiet(): void;
  /** Every page that is open. */
  all(): Page[];
  closeAll(): Promise<void>;
}

export function watchPages(browser: Browser): WatchedPages {
  const contexts = new Set<BrowserContext>();
  let problems: string[] = [];
  let allowed: RegExp[] = [];

  function watch(page: Page): void {
    page.setDefaultTimeout(patienceMs);
    page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`);
    });
  }

  return {
    async openContext(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-US',
        reducedMotion: 'reduce',
        ...options,
      });
      contexts.add(context);
      context.on('page', watch);
      return context;
    },
    allow: (...patterns) => {
      allowed.push(...patterns);
    },
    expectQuiet() {
      const unexpected = problems.filter(
        (problem) => ![...ordinary, ...allowed].some((pattern) => pattern.test(problem)),
      );
      problems = [];
      allowed = [];
      expect(unexpected).toEqual([]);
    },
    all: () => [...contexts].flatMap((context) => context.pages()),
    async closeAll() {
      await Promise.all([...contexts].map((context) => context.close()));
      contexts.clear();
    },
  };
}
