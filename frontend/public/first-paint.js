// Runs before the page is painted, so that a person who chose dark never sees a white flash.
// A file of its own, because the content security policy forbids inline scripts.
(() => {
  try {
    const mode = localStorage.getItem('ticketz.theme');
    const dark = mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    const root = document.documentElement;
    root.setAttribute('data-theme', dark ? 'dark' : 'light');
    root.style.colorScheme = dark ? 'dark' : 'light';
    root.style.backgroundColor = dark ? '#101518' : '#f5f6f7';
    const language = localStorage.getItem('ticketz.language');
    if (language) root.lang = language;
  } catch {
    // Storage may be forbidden; the system's colours are a fine first paint.
  }
})();
