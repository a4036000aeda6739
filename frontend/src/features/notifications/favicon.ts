const size = 64;

async function draw(source: string): Promise<string | null> {
  const image = new Image(size, size);
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.drawImage(image, 0, 0, size, size);
  pen.beginPath();
  pen.arc(size - 15, 15, 15, 0, 2 * Math.PI);
  pen.fillStyle = '#d93025';
  pen.fill();
  return canvas.toDataURL('image/png');
}

let original: { href: string; type: string } | null = null;
let wanted = false;

/** Puts a dot on the tab's icon while something is unread. Where it can't be drawn, the title's count remains. */
export async function setFaviconDot(on: boolean): Promise<void> {
  wanted = on;
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  original ??= { href: link.href, type: link.type };
  if (!on) {
    link.type = original.type;
    link.href = original.href;
    return;
  }
  const drawn = await draw(original.href).catch(() => null);
  if (!drawn || !wanted) return;
  link.type = 'image/png';
  link.href = drawn;
}
