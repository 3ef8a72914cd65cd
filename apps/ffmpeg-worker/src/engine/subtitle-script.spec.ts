import { formatOf } from './subtitle-script';

describe('telling the format of subtitles by their text', () => {
  it.each([
    ['WEBVTT\n\n00:01.000 --> 00:02.000\nhi', 'vtt'],
    ['[Script Info]\nTitle: x\n', 'ass'],
    ['1\r\n00:00:01,000 --> 00:00:02,000\r\nhi\r\n', 'srt'],
    ['\n\n00:00:01,000 --> 00:00:02,000\nhi', 'srt'],
    ['#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts', undefined],
    ['dear diary', undefined],
    ['', undefined],
  ])('%j', (text, format) => expect(formatOf(text)).toBe(format));
});
