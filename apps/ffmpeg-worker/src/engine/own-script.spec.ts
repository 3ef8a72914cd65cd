import { ownScript } from './own-script';

const STYLES = '[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n';
const EVENTS = '[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,Hello [there]\n';

it('begins with a header of ours, whatever the file begins with', () => {
  const script = `#EXTM3U\nhttp://127.0.0.1/x.ts\n[Script Info]\n; ffconcat version 1.0\nPlayResX: 640\nPlayResY: <MPD>\nWrapStyle: 2\n${STYLES}[Fonts]\nfontname: a.ttf\nAAAA\n[Graphics]\nfilename: a.png\nBBBB\n${EVENTS}`;
  expect(ownScript(script)).toBe(
    `[Script Info]\nScriptType: v4.00+\nWrapStyle: 2\nPlayResX: 640\n\n${STYLES}\n${EVENTS}`,
  );
});
