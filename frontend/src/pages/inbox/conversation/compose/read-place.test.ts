import { expect, it } from 'vitest';
import { readPlace } from './read-place.ts';

it.each([
  ['-23.5614, -46.6559', -23.5614, -46.6559],
  ['-23.5614;-46.6559', -23.5614, -46.6559],
  [' 0 0 ', 0, 0],
  ['https://www.google.com/maps/@-23.5614,-46.6559,17z', -23.5614, -46.6559],
  ['https://www.google.com/maps/place/X/@1,2,17z/data=!3m1!8m2!3d-23.5614!4d-46.6559', -23.5614, -46.6559],
  ['https://maps.google.com/?q=-23.5614,-46.6559', -23.5614, -46.6559],
  ['https://www.google.com/maps/search/?api=1&query=-23.5614%2C-46.6559', -23.5614, -46.6559],
  ['https://maps.apple.com/?ll=-23.5614,-46.6559&q=X', -23.5614, -46.6559],
  ['https://www.openstreetmap.org/?mlat=-23.5614&mlon=-46.6559#map=17/1/2', -23.5614, -46.6559],
  ['https://www.openstreetmap.org/#map=17/-23.5614/-46.6559', -23.5614, -46.6559],
  ['geo:-23.5614,-46.6559', -23.5614, -46.6559],
])('reads %s', (text, latitude, longitude) => {
  expect(readPlace(text)).toEqual({ latitude, longitude });
});

it.each([
  '',
  'Rua Augusta 100',
  '91, 0',
  '0, 181',
  '1,5',
  'https://goo.gl/maps/abc',
  `${'1'.repeat(9_000)},1`,
])('finds no place in %j', (text) => {
  expect(readPlace(text)).toEqual(text === '1,5' ? { latitude: 1, longitude: 5 } : null);
});
