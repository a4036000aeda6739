import { useEffect } from 'react';

const appName = 'Ticketz';
let page = '';
let prefix = '';

function show(): void {
  const title = page ? `${page} · ${appName}` : appName;
  document.title = prefix + title;
}

/** What stands before every page's title, such as the count of unread tickets: `(3) `. */
export function setTitlePrefix(text: string): void {
  prefix = text;
  show();
}

/** Names the page in the browser's tab and history while the component is on the screen. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    page = title;
    show();
    return () => {
      page = '';
    };
  }, [title]);
}
