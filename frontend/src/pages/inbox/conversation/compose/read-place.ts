/** A point on the map, in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

const number = String.raw`(-?\d{1,3}(?:\.\d{1,15})?)`;
const pair = new RegExp(`^\\s*${number}\\s*[,;\\s]\\s*${number}\\s*$`, 'u');
/** As links of maps name it: the pin before the middle of the view. */
const inLink = [
  new RegExp(`!3d${number}!4d${number}`, 'u'),
  new RegExp(`[?&]mlat=${number}&mlon=${number}`, 'u'),
  new RegExp(`[?&](?:q|query|ll|daddr|destination)=(?:loc:)?${number}(?:,|%2C)\\+?(?:%20)?${number}`, 'iu'),
  new RegExp(`^geo:${number},${number}`, 'u'),
  new RegExp(`@${number},${number}`, 'u'),
  new RegExp(`#map=\\d{1,2}(?:\\.\\d+)?/${number}/${number}`, 'u'),
];
const longest = 2_000;

/** Two numbers, or a link of a map, as a point; null when it is neither. Nothing is fetched. */
export function readPlace(text: string): Point | null {
  if (text.length > longest) return null;
  for (const pattern of [pair, ...inLink]) {
    const [, latitude, longitude] = pattern.exec(text.trim()) ?? [];
    if (latitude === undefined || longitude === undefined) continue;
    const point = { latitude: Number(latitude), longitude: Number(longitude) };
    if (Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180) return point;
  }
  return null;
}
