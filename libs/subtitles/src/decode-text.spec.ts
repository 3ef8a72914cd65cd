import { decodeText } from './decode-text';

const CHINESE =
  '1\n00:00:01,000 --> 00:00:02,000\n我们明天早上坐火车去海边，你要一起来吗？\n\n2\n00:00:03,000 --> 00:00:04,000\n好的，几点出发？\n';
const FRENCH =
  'Où est-ce que tu vas ? Je dois être à la gare avant midi, c’est très important.\nLe café était fermé. Nous avons été obligés de prendre le train à huit heures.\nÇa ne fait rien, dit-elle, on se reverra là-bas.\n';
const GERMAN =
  'Wir müssen den Zug um acht nehmen, sonst kommen wir zu spät.\nIch weiß nicht, ob das Café schon geöffnet hat. Die Straße ist größer als früher.\n';
const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

describe('the text of a file', () => {
  it('is UTF-8 or UTF-16, with or without a mark', () => {
    const utf16 = Buffer.from(CHINESE, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    const marked = (bytes: Uint8Array, ...mark: number[]) => Buffer.concat([Buffer.from(mark), bytes]);
    const files = [Buffer.from(CHINESE), marked(Buffer.from(CHINESE), 0xef, 0xbb, 0xbf), utf16, swapped];
    for (const file of [...files, marked(utf16, 0xff, 0xfe), marked(swapped, 0xfe, 0xff)])
      expect(decodeText(file)).toBe(CHINESE);
  });

  it.each([
    ['Windows-1252', Buffer.from(FRENCH.replaceAll('’', '\x92'), 'latin1'), FRENCH],
    ['Windows-1252', Buffer.from(GERMAN, 'latin1'), GERMAN],
    [
      'GBK',
      hex('CED2C3C7C3F7CCECD4E7C9CFD7F8BBF0B3B5C8A5BAA3B1DFA3ACC4E3D2AAD2BBC6F0C0B4C2F0A3BF'),
      '我们明天早上坐火车去海边，你要一起来吗？',
    ],
    [
      'Big5',
      hex('A7DAADCCA9FAA4D1A6ADA4 57A7A4A4F5A8AEA568AEFCC3E4A141A741AD6EA440B05FA8D3B6DCA148'),
      '我們明天早上坐火車去海邊，你要一起來嗎？',
    ],
    ['Shift-JIS', hex('82ED82BD82B582BD82BF82CD96BE93FA82CC92A9 934492D282C58A4382D68D7382AB82DC82B78142'), undefined],
  ])('is found where it is %s', (_name, bytes, text) => {
    const read = decodeText(bytes);
    if (text === undefined) expect(read).toMatch(/^わたしたちは明日の朝/);
    else expect(read).toBe(text);
  });

  it.each([
    ['a picture', hex('89504e470d0a1a0a0000000d49484452000001400000012c08020000')],
    ['rubbish', Uint8Array.from({ length: 4000 }, (_, at) => (at * 167 + 13) % 251)],
  ])('is none in %s', (_what, bytes) => expect(() => decodeText(bytes)).toThrow('not text'));
});
