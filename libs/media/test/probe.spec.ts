import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeMedia, requireAudio, requireVideo } from '../src';
import { Clips, lavfi, X264 } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const { signal } = new AbortController();
const refused = (file: string) =>
  probeMedia(file, signal)
    .then(requireVideo)
    .then(
      () => 'accepted',
      (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
    );

/** Of 16 bits and one channel. */
function wavHeader({ rate, bytes }: { rate: number; bytes: number }): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0); // whole numbers
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * 2, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const size = (of: number): Buffer => Buffer.from(Uint32Array.of(of).buffer);
  const text = (of: string): Buffer => Buffer.from(of, 'latin1');
  return Buffer.concat([
    ...[text('RIFF'), size(36 + bytes), text('WAVEfmt '), size(16), format, text('data'), size(bytes)],
  ]);
}

beforeAll(() => {
  clips.make(
    'both.mp4',
    ...[...lavfi('testsrc2=s=320x180:r=30000/1001:d=1'), ...lavfi('sine=440:d=1'), ...X264],
    ...['-c:a', 'aac', '-metadata:s:a:0', 'language=eng', '-shortest'],
  );
  clips.make('sound.mp3', ...lavfi('sine=440:d=1'));
  clips.make('silent.mkv', ...lavfi('testsrc2=s=320x180:r=10:d=1'), ...X264);
});
afterAll(() => clips.remove());

describe('probing media', () => {
  it('tells streams, sizes, rates and lengths', async () => {
    const info = await probeMedia(clips.path('both.mp4'), signal);
    expect(info.format).toMatchObject({ name: 'mov,mp4,m4a,3gp,3g2,mj2', size: expect.any(Number) });
    expect(info.format.duration).toBeCloseTo(1, 0);
    const picture = { type: 'video', codec: 'h264', width: 320, height: 180, fps: 29.97, frames: 30, cover: false };
    expect(requireVideo(info)).toMatchObject(picture);
    expect(requireAudio(info)).toMatchObject({ type: 'audio', codec: 'aac', language: 'eng', channels: 1 });
  });

  it('gives the size of a picture as it is shown when it is rotated', async () => {
    const file = clips.make('turned.mp4', '-i', clips.path('both.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90');
    expect(requireVideo(await probeMedia(file, signal))).toMatchObject({ width: 180, height: 320 });
  });

  it('measures the length of a file that does not state it', async () => {
    const live = ['-c', 'copy', '-f', 'matroska', '-live', '1'];
    const file = clips.make('live.mkv', '-i', clips.path('both.mp4'), ...live);
    expect((await probeMedia(file, signal)).format.duration).toBeCloseTo(1, 1);
  });

  it('refuses an audio track that is not there', async () => {
    const info = await probeMedia(clips.path('both.mp4'), signal);
    expect(() => requireAudio(info, 2)).toThrow('both.mp4 has no audio track 2: it has only track 0');
    const silent = await probeMedia(clips.path('silent.mkv'), signal);
    expect(() => requireAudio(silent)).toThrow('silent.mkv has no audio: it holds 1 video stream (h264)');
  });
});

describe('what is refused, and what was found instead', () => {
  it.each([
    ['a text file', 'note.mp4', 'dear diary\n', /it is a text file$/],
    ['an empty file', 'empty.mp4', '', /it is an empty file/],
    ['a picture', 'photo.mp4', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /it is a PNG picture/],
    ['a list of files', 'list.mp4', "ffconcat version 1.0\nfile '/etc/passwd'\n", /it is a list of files \(ffconcat\)/],
    ['a list without header', 'list2.mp4', "file '/etc/passwd'\n", /it is a list of files/],
    ['a manifest', 'dash.mp4', '<?xml version="1.0"?><MPD xmlns="x"></MPD>', /it is a manifest \(DASH\)/],
    ['rubbish', 'rubbish.mp4', Buffer.alloc(5000, 7), /it is data that no media format matches/],
    [
      'an MP4 that was cut off',
      'cut.mp4',
      Buffer.from('000000146674797069736f6d0000020069736f6d000000086d646174', 'hex'),
      /its index is missing/,
    ],
  ])('%s named .mp4', async (_what, name, content, message) => {
    const text = await refused(clips.write(name, content));
    expect(text).toMatch(/^INPUT_REJECTED: /);
    expect(text).toMatch(message);
    expect(text).not.toContain(clips.directory);
  });

  it('audio where a video is needed', async () => {
    const file = clips.path('sound.mp3');
    expect(await refused(file)).toBe('INPUT_REJECTED: sound.mp3 has no video: it holds 1 audio stream (mp3)');
  });

  it('audio with a cover picture where a video is needed', async () => {
    clips.make('cover.png', ...lavfi('color=c=red:s=64x64'), '-frames:v', '1');
    const file = clips.make(
      'album.mp3',
      '-i',
      clips.path('sound.mp3'),
      '-i',
      clips.path('cover.png'),
      '-map',
      '0',
      '-map',
      '1',
    );
    expect(await refused(file)).toMatch(/has no video: it holds 1 audio stream \(mp3\), 1 cover picture \(png\)/);
  });

  it('media of no length', async () => {
    const file = clips.make('nothing.wav', ...lavfi('sine=440:d=1'), '-t', '0');
    const info = await probeMedia(file, signal);
    expect(() => requireAudio(info)).toThrow('nothing.wav has a length of 0 seconds');
  });

  it('media that are small and would become huge', async () => {
    const jump = "asetpts='PTS+gte(N,20)*50000/TB'";
    const gap = clips.make('gap.mkv', ...lavfi('sine=440:d=1'), '-af', jump, '-c:a', 'flac');
    await expect(probeMedia(gap, signal).then((info) => requireAudio(info))).rejects.toThrow(
      /^the \d+ bytes of gap.mkv cannot hold 50001 s: it has long gaps$/,
    );
    const thin = clips.make('thin.mkv', ...lavfi('color=s=2x16386:r=1:d=1'), '-c:v', 'png');
    expect(await refused(thin)).toBe(
      'INPUT_REJECTED: the pictures of thin.mkv are 2x16386; a side may have 16384 pixels and be 100 times the other',
    );
  });

  it('audio of one sample a second, two megabytes of which are weeks', async () => {
    const file = clips.write(
      'slow.wav',
      Buffer.concat([wavHeader({ rate: 1, bytes: 2_000_000 }), Buffer.alloc(2_000_000)]),
    );
    await expect(probeMedia(file, signal).then((info) => requireAudio(info))).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: 'the audio of slow.wav has 1 samples a second, fewer than 1000',
    });
  });

  it('a playlist named .mp4, without asking the address in it', async () => {
    let asked = 0;
    const server = createServer((_request, response) => void (asked++, response.end()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary.ts`;
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}\n#EXT-X-ENDLIST\n`;
    expect(await refused(clips.write('list3.mp4', playlist))).toMatch(/^INPUT_REJECTED: .*it is a playlist \(HLS\)/);
    server.close();
    expect(asked).toBe(0);
  });

  it('a file whose name looks like an option or another protocol is just a file', async () => {
    const file = clips.write('-i http:x.mp4', 'text');
    expect(await refused(file)).toMatch(/it is a text file/);
  });
});
