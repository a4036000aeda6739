// What somebody types into a field that is still loading: nothing of it is lost, and nothing of it gets to where they
// come from.

let typed = '';

function press(event: KeyboardEvent): void {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (key === 'Backspace') typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
  // It would send what stands in the composer.
  else if (key !== 'Enter') return;
  event.preventDefault();
  event.stopPropagation();
}

/** From now on what is typed is kept for `takeTyped`. */
export function catchTyping(): void {
  typed = '';
  window.addEventListener('keydown', press, { capture: true });
}

/** Ends the catching, and gives what was typed. */
export function takeTyped(): string {
  window.removeEventListener('keydown', press, { capture: true });
  const text = typed;
  typed = '';
  return text;
}
