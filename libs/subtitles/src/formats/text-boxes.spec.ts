import { parseTextBoxes, writeTextBoxes } from './text-boxes';

const film = { width: 1280, height: 720, texts: [{ start: 1, end: 3.2, boxes: [[400, 600, 880, 660]] }] };
const withText = (text: object): string => JSON.stringify({ ...film, texts: [{ ...film.texts[0], ...text }] });

it('reads the boxes that it wrote, in whole pixels within the picture', () => {
  const texts = [{ start: 1.00049, end: 2, boxes: [[-0.4, 9.7, 1280.3, 20.2]] as const }];
  expect(parseTextBoxes(writeTextBoxes({ width: 1280, height: 720, texts }))).toEqual({
    ...film,
    texts: [{ start: 1, end: 2, boxes: [[0, 9, 1280, 21]] }],
  });
});

it('reads a video without text', () => {
  expect(parseTextBoxes('{"width": 64, "height": 32, "texts": []}').texts).toEqual([]);
});

it.each([
  ['half a file', JSON.stringify(film).slice(0, 60), /not valid JSON: line 1, column/],
  ['another file', '[{"start": 1, "end": 2, "text": "hello"}]', /expected an object with "width", "height" and a list/],
  ['no size', JSON.stringify({ texts: [] }), /"width" must be the pixels of the video, found nothing/],
  ['a box outside of the picture', withText({ boxes: [[400, 600, 1281, 660]] }), /text 1: .* reaches out .* 1280x720/],
  ['a box before the picture', withText({ boxes: [[-1, 600, 80, 660]] }), /text 1: .* reaches out of the picture/],
  ['a box turned round', withText({ boxes: [[880, 600, 400, 660]] }), /text 1: the box .* is empty/],
  [
    'half a box',
    withText({ boxes: [[880, 600]] }),
    /text 1: a box must be \[x1, y1, x2, y2\] in pixels, found \[880,600\]/,
  ],
  ['no boxes', withText({ boxes: undefined }), /text 1: "boxes" must be a list, found nothing/],
  ['no time', withText({ end: null }), /text 1: "start" and "end" must be seconds, 0 or more, found 1 and null/],
  ['an end before the start', withText({ end: 0.5 }), /text 1: the end \(0\.5 s\) comes before the start \(1 s\)/],
  ['no text', JSON.stringify({ ...film, texts: [7] }), /text 1 must be an object, found 7/],
])('refuses %s and says where it is', (_what, file, says) => {
  expect(() => parseTextBoxes(file)).toThrow(says);
});
