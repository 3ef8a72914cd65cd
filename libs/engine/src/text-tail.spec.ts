import { shortened, TextTail, withoutNativeStack } from './text-tail';

describe('the end of a stream of text', () => {
  it('is kept and its beginning forgotten', () => {
    const tail = new TextTail(8);
    for (let i = 0; i < 1000; i++) tail.add(Buffer.from(`${i},`));
    expect(tail.text).toBe('998,999,');
  });
});

describe('shortening what a program printed', () => {
  it('keeps the end', () => expect(shortened(`${'a'.repeat(50)}end`, 10)).toBe('…aaaaaaend'));

  it.each([
    ['/share/x/in put.mp4: Invalid data', '…/in put.mp4: Invalid data'],
    ["Error opening '/tmp/job-1/out.wav'", "Error opening '…/out.wav'"],
    ['at f (/srv/app/dist/main.js:3:1)', 'at f (…/main.js:3:1)'],
    ['1/2 of a/b', '1/2 of a/b'],
    ['file:///srv/app/x.js:1', 'file://…/x.js:1'],
  ])('leaves out where files lie: %s', (text, short) => expect(shortened(text)).toBe(short));
});

describe('what a Node process said at its end', () => {
  it.each([
    [
      'FATAL ERROR: no memory\n----- Native stack trace -----\n\n 1: 0xb78db3 node::OOMErrorHandler',
      'FATAL ERROR: no memory\n',
    ],
    ['free(): invalid pointer', 'free(): invalid pointer'],
  ])('is known without its machine code', (text, said) => expect(withoutNativeStack(text)).toBe(said));
});
