import { strangeOrigin } from './strange-origin';

describe('strangeOrigin', () => {
  it.each(['127.0.0.1:8000', 'localhost:8000', 'localhost', '[::1]:8000', undefined])('lets host %s pass', (host) => {
    expect(strangeOrigin({ host })).toBeUndefined();
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1:8000'])(
    'refuses host %s',
    (host) => {
      expect(strangeOrigin({ host })).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it.each([
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://localhost:5173',
    'http://127.0.0.1',
  ])('refuses a page of %s', (origin) => {
    expect(strangeOrigin({ host: 'localhost', origin })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lets its own pages pass', () => {
    expect(strangeOrigin({ host: 'localhost:8000', origin: 'http://localhost:8000' })).toBeUndefined();
  });
});
