import { expect, it } from 'vitest';
import { phoneVariants } from './phone-variants.ts';

it.each([
  ['5511987654321', ['5511987654321', '551187654321']],
  ['551187654321', ['551187654321', '5511987654321']],
  ['551133334444', ['551133334444']],
  ['14155550100', ['14155550100']],
  ['351912345678', ['351912345678']],
])('%s may appear as %j', (phone, expected) => {
  expect(phoneVariants(phone)).toEqual(expected);
});
