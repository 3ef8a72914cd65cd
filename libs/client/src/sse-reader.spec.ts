import fc from 'fast-check';
import { SseReader } from './sse-reader';

const TEXT =
  ': keep-alive\n\nid: 1\nevent: created\ndata: {"text":"Größe 字幕 🎬"}\n\nevent: gap\ndata: {"first_seq":7}\n\n' +
  'id: 7\r\nevent: progress\r\ndata: {"a":\r\ndata: 1}\r\n\r\n';
const EVENTS = [
  { id: '1', event: 'created', data: '{"text":"Größe 字幕 🎬"}' },
  { id: undefined, event: 'gap', data: '{"first_seq":7}' },
  { id: '7', event: 'progress', data: '{"a":\n1}' },
];

const read = (chunks: Uint8Array[]): unknown[] => {
  const reader = new SseReader();
  return chunks.flatMap((chunk) => reader.feed(chunk));
};

it('reads events that come at once', () => {
  expect(read([Buffer.from(TEXT)])).toEqual(EVENTS);
});

it('reads the same events wherever the chunks end', () => {
  const bytes = Buffer.from(TEXT);
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 20 });
  fc.assert(
    fc.property(cuts, (given) => {
      const places = [0, ...given.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(read(chunks)).toEqual(EVENTS);
    }),
  );
});

it('keeps an event back until it is whole', () => {
  expect(read([Buffer.from('id: 1\ndata: {}\n')])).toEqual([]);
});
