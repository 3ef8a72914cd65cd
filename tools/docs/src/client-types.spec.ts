import { readFileSync } from 'node:fs';
import { CLIENT_TYPES, clientTypes } from './client-types';

describe('the types of the client', () => {
  it('are those of the routes the gateway has', async () => {
    const current = (await clientTypes()) === readFileSync(CLIENT_TYPES, 'utf8');
    expect(current ? 'up to date' : 'out of date: run npm run docs').toBe('up to date');
  });
});
