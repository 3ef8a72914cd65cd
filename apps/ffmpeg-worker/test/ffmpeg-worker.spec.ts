import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BurnSubtitlesInput,
  CropSubtitleImagesInput,
  ExtractAudioInput,
  ExtractKeyframesInput,
  ProbeInput,
  SplitAudioInput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import type { TaskRun, WorkDescription } from '@switchyard/worker-kit';
import { BurnSubtitles } from '../src/burn-subtitles.task';
import { CropSubtitleImages } from '../src/crop-subtitle-images.task';
import { ExtractAudio } from '../src/extract-audio.task';
import { ExtractKeyframes } from '../src/extract-keyframes.task';
import { FfmpegJobs } from '../src/ffmpeg-jobs';
import type { FfmpegMethods } from '../src/ffmpeg-methods';
import { Probe } from '../src/probe.task';
import { SplitAudio } from '../src/split-audio.task';
import { wavFacts } from './facts';

jest.setTimeout(60_000);

const root = mkdtempSync(path.join(tmpdir(), 'ffmpeg-worker-'));
const at = (name: string) => path.join(root, name);
const make = (name: string, ...args: string[]) => {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, at(name)]);
  return at(name);
};
const written = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};
const lavfi = (source: string) => ['-f', 'lavfi', '-i', source];
const SRT = '1\n00:00:00,500 --> 00:00:01,500\nHello there\n';

const ENGINE = {
  name: 'ffmpeg',
  script: path.join(__dirname, '../src/ffmpeg.engine.ts'),
  execArgv: ['-r', path.join(__dirname, '../../../libs/engine/test/typescript.cjs')],
  size: 1,
  idleSeconds: 60,
};
const pool = new EnginePool<FfmpegMethods>(ENGINE);
const jobs = new FfmpegJobs(pool);

let attempts = 0;
function newRun() {
  const [outputDir, tempDir] = [at(`out ${++attempts}`), at(`temp ${attempts}`)];
  for (const directory of [outputDir, tempDir]) mkdirSync(directory);
  const work: WorkDescription[] = [];
  const told: number[] = [];
  const run = {
    outputDir: async () => outputDir,
    tempDir: async () => tempDir,
    call: { signal: new AbortController().signal },
    progress: (fraction: number) => void told.push(fraction),
    describe: (description: WorkDescription) => void work.push(description),
  } as unknown as TaskRun;
  return { run, work, told, outputDir };
}
const input = <I extends object>(type: new () => I, given: Partial<I>): I => Object.assign(new type(), given);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );

beforeAll(() => {
  make(
    ...(['talk.mp4', ...lavfi('testsrc2=s=320x240:r=25:d=2'), ...lavfi('sine=440:d=2:r=44100')] as const),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
  );
  make('silent.mp4', '-i', at('talk.mp4'), '-an', '-c', 'copy');
  make('sound.wav', '-i', at('talk.mp4'), '-vn');
});
afterAll(async () => {
  await pool.close();
  rmSync(root, { recursive: true, force: true });
});

describe('ffmpeg.probe', () => {
  it('tells what a file holds, with a strip of pictures', async () => {
    const { run, work, outputDir } = newRun();
    const output = await new Probe(jobs).probe(
      input(ProbeInput, { video_path: at('talk.mp4'), thumbnail_count: 2 }),
      run,
    );
    expect(output).toMatchObject({ fps: 25, frames: 50, width: 320, height: 240 });
    expect(output.streams.map(({ type, codec }) => `${type} ${codec}`)).toEqual(['video h264', 'audio aac']);
    expect(output.streams[0]).not.toHaveProperty('timeBase');
    expect(output.thumbnail_strip_path).toBe(path.join(outputDir, 'thumbnails.jpg'));
    expect(readFileSync(output.thumbnail_strip_path!).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(work).toEqual([{ engine: { name: 'ffmpeg', version: expect.stringMatching(/^\d/) }, mediaSeconds: 2 }]);
  });

  it('knows audio without a picture', async () => {
    const output = await new Probe(jobs).probe(input(ProbeInput, { video_path: at('sound.wav') }), newRun().run);
    expect(output).toMatchObject({ fps: null, frames: null, width: null, format: { name: 'wav' } });
  });
});

describe('ffmpeg.extract_audio', () => {
  const extract = (given: Partial<ExtractAudioInput>) =>
    new ExtractAudio(jobs).extract(input(ExtractAudioInput, { video_path: at('talk.mp4'), ...given }), newRun().run);
  const streamOf = (file: string) => {
    const args = ['-v', 'error', '-show_entries', 'stream=codec_name,sample_rate,channels', '-of', 'csv=p=0', file];
    return execFileSync('ffprobe', args).toString().trim();
  };

  it.each([
    [{}, 'pcm_s16le,16000,1', 2],
    [{ audio_format: 'flac', sample_rate: 44_100, channels: 2 }, 'flac,44100,2', 2],
    [{ audio_format: 'mp3', start: 0.5, end: 1.5 }, 'mp3,16000,1', 1],
    [{ audio_format: 'opus', normalize_loudness: true }, 'opus,48000,1', 2],
  ] as [Partial<ExtractAudioInput>, string, number][])('writes %j', async (given, stream, seconds) => {
    const output = await extract(given);
    expect(streamOf(output.audio_path)).toBe(stream);
    expect(Math.abs(output.audio_duration - seconds)).toBeLessThan(0.1);
  });

  it.each([
    [{ video_path: at('silent.mp4') }, /silent.mp4 has no audio: it holds 1 video stream \(h264\)/],
    [{ track: 1 }, /has no audio track 1/],
    [{ start: 5 }, /start is 5 s, but the media is only 2 s long/],
    [{ audio_format: 'mp3', channels: 6 }, /mp3 cannot hold 6 channels/],
    [{ audio_format: 'opus', sample_rate: 44_100 }, /opus cannot hold 44100 Hz/],
  ] as [Partial<ExtractAudioInput>, RegExp][])('refuses %j', async (given, message) => {
    expect(await refusal(extract(given))).toMatch(new RegExp(`^INPUT_REJECTED: .*${message.source}`));
  });

  it('says how much of a file that was cut off is missing', async () => {
    const args = ['-c', 'copy', '-movflags', '+faststart', '-f', 'mp4'];
    const whole = readFileSync(make('whole.mp4', '-stream_loop', '3', '-i', at('talk.mp4'), ...args));
    writeFileSync(at('cut.mp4'), whole.subarray(0, whole.length / 2));
    const output = await extract({ video_path: at('cut.mp4') });
    expect(output.degraded).toEqual([expect.stringMatching(/^the file ends early: \d\.\d s of the 8\.\d s/)]);
    expect(output.audio_duration).toBeLessThan(6);
    expect((await extract({})).degraded).toEqual([]);
  });

  it('takes all of a file whose stated length is too short, and any part of it', async () => {
    const uneven = ['-af', `volume='if(lt(t,3),1,0.0001)':eval=frame`, '-c:a', 'aac', '-q:a', '2'];
    const video_path = make('uneven.aac', ...lavfi('anoisesrc=d=12:r=44100:seed=3'), ...uneven);
    expect((await extract({ video_path })).audio_duration).toBeCloseTo(12, 0);
    expect((await extract({ video_path, start: 9, end: 11 })).audio_duration).toBeCloseTo(2, 1);
    expect(await refusal(extract({ video_path, start: 9, end: 20 }))).toMatch(
      /end is 20 s, but the media is only 12\S* s/,
    );
    expect(await refusal(extract({ video_path, start: 20 }))).toMatch(
      /start is 20 s, but the media is only 12\S* s long/,
    );
  });

  it('takes all of two files that were joined', async () => {
    const one = readFileSync(make('one.ogg', ...lavfi('sine=440:d=2'), '-c:a', 'libvorbis'));
    writeFileSync(at('chained.ogg'), Buffer.concat([one, one]));
    expect((await extract({ video_path: at('chained.ogg') })).audio_duration).toBeCloseTo(4, 1);
  });

  it('refuses what would grow larger than a file may be, before it begins', async () => {
    const small = new EnginePool<FfmpegMethods>({ ...ENGINE, limits: { fileBytes: 1024 ** 2 } });
    const audio = input(ExtractAudioInput, { video_path: make('minute.flac', ...lavfi('anullsrc=d=60')) });
    const refused = await refusal(new ExtractAudio(new FfmpegJobs(small)).extract(audio, newRun().run));
    await small.close();
    expect(refused).toMatch(/^INPUT_REJECTED: .*minute\.flac would take 2 MB, more than the 1 MB of ENGINE_FILE_SIZE$/);
  });

  it('cuts exactly in a file with an index', async () => {
    const tone = `aevalsrc='0.5*sin(2*PI*440*t)*gte(t,5)':d=10:s=48000`;
    const output = await extract({ video_path: make('steps.m4a', ...lavfi(tone), '-c:a', 'aac'), start: 4.5, end: 6 });
    expect(output.audio_duration).toBeCloseTo(1.5, 2);
    const bytes = readFileSync(output.audio_path);
    const samples = bytes.subarray(bytes.indexOf('data') + 8);
    const first = Array.from(
      { length: samples.length / 2 },
      (_, i) => Math.abs(samples.readInt16LE(i * 2)) > 3000,
    ).indexOf(true);
    expect(first / 16_000).toBeCloseTo(0.5, 1);
  });

  it('keeps the audio in time with a picture that began earlier', async () => {
    const late = make(
      'late.mkv',
      ...['-i', at('silent.mp4'), '-itsoffset', '0.5', '-i', at('sound.wav')],
      '-c',
      'copy',
    );
    const output = await extract({ video_path: late });
    const samples = readFileSync(output.audio_path).subarray(44 + 200);
    const silence = Array.from({ length: 7000 }, (_, i) => Math.abs(samples.readInt16LE(i * 2)));
    expect(Math.max(...silence)).toBe(0);
    expect(Math.abs(output.audio_duration - 2.5)).toBeLessThan(0.1);
  });
});

describe('ffmpeg.split_audio_segments', () => {
  const split = (given: Partial<SplitAudioInput>) =>
    new SplitAudio(jobs).split(
      input(SplitAudioInput, { audio_path: at('steps.wav'), min_segment_duration: 0.5, ...given }),
      newRun().run,
    );
  const turns = (...all: [start: number, end: number, speaker: string][]) =>
    written('turns.json', JSON.stringify({ segments: all.map(([start, end, speaker]) => ({ start, end, speaker })) }));
  const infoOf = ({ split_info_file }: { split_info_file: string }) =>
    JSON.parse(readFileSync(split_info_file, 'utf8')) as { segments: { file: string; duration: number }[] };

  /** Second n sounds at (n + 1) · 200 Hz, for 40 s: more parts than one ffmpeg cuts. */
  beforeAll(() => make('steps.wav', ...lavfi(`aevalsrc=sin(400*PI*t*(1+floor(t))):d=40:s=32000`)));

  it('writes a file for each subtitle with what is heard in its time', async () => {
    const cues = Array.from({ length: 20 }, (_, n) => `00:00:${String(2 * n).padStart(2, '0')},100 --> 00:00:${String(2 * n).padStart(2, '0')},900\nn\n`); // prettier-ignore
    const output = await split({ subtitle_path: written('steps.srt', cues.join('\n')), sample_rate: 32_000 });
    expect(output).toMatchObject({ total_segments: 20, successful_segments: 20, total_duration: 16, degraded: [] });
    for (const [n, { file }] of infoOf(output).segments.entries()) {
      const { rate, channels, pitch } = await wavFacts(path.join(output.audio_segments_dir, file));
      expect({ rate, channels, pitch }).toEqual({ rate: 32_000, channels: 1, pitch: expect.closeTo((2 * n + 1) * 200, -1) }); // prettier-ignore
    }
  });

  it('sorts by speaker, cuts long turns, and says what is left out', async () => {
    const subtitle_path = turns([0, 3, 'A/1'], [3, 3.2, 'B'], [4, 5, 'B'], [60, 70, 'B']);
    const output = await split({
      subtitle_path,
      group_by_speaker: true,
      max_segment_duration: 2,
      output_format: 'm4a',
    });
    expect(infoOf(output).segments.map(({ file, duration }) => [file, duration])).toEqual([
      ['A_1/00001.m4a', 1.5],
      ['A_1/00002.m4a', 1.5],
      ['B/00003.m4a', 1],
    ]);
    expect(readdirSync(output.audio_segments_dir)).toEqual(['A_1', 'B']);
    expect(output).toMatchObject({
      ...{ failed_segments: 2, degraded: ['2 parts are left out; split_info.json says why'] },
      speaker_summary: { 'A/1': { count: 2, duration: 3 }, B: { count: 1, duration: 1 } },
    });
  });

  it.each([
    [
      { subtitle_path: written('notes.txt', 'Buy milk') },
      /notes.txt holds neither subtitles nor segments: not valid JSON/,
    ],
    [{ subtitle_path: turns([0, 1, 'A']), output_format: 'mp3', channels: 6 }, /mp3 cannot hold 6 channels/],
    [{ subtitle_path: turns([0, 1, 'A']), audio_path: at('silent.mp4') }, /silent.mp4 has no audio/],
  ] as [Partial<SplitAudioInput>, RegExp][])('refuses %j', async (given, message) => {
    expect(await refusal(split(given))).toMatch(new RegExp(`^INPUT_REJECTED: .*${message.source}`));
  });
});

describe('ffmpeg.extract_keyframes', () => {
  it('writes pictures and their times', async () => {
    const { run, told } = newRun();
    const given = input(ExtractKeyframesInput, { video_path: at('talk.mp4'), keyframe_sample_count: 4 });
    const output = await new ExtractKeyframes(jobs).extract(given, run);
    const manifest = JSON.parse(readFileSync(output.manifest_path, 'utf8')) as { frames: { file: string }[] };
    expect(manifest).toMatchObject({ width: 320, height: 240 });
    expect(readdirSync(output.keyframe_dir)).toEqual([...manifest.frames.map(({ file }) => file), 'manifest.json']);
    expect(output.keyframe_files_count).toBe(4);
    expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  it('refuses audio', async () => {
    const given = input(ExtractKeyframesInput, { video_path: at('sound.wav') });
    expect(await refusal(new ExtractKeyframes(jobs).extract(given, newRun().run))).toBe(
      'INPUT_REJECTED: sound.wav has no video: it holds 1 audio stream (pcm_s16le)',
    );
  });
});

describe('ffmpeg.burn_subtitles and ffmpeg.crop_subtitle_images', () => {
  const burn = (subtitles: string, run = newRun().run, video = at('talk.mp4')) =>
    new BurnSubtitles(jobs).burn(input(BurnSubtitlesInput, { video_path: video, subtitle_path: subtitles }), run);
  const crop = (given: Partial<CropSubtitleImagesInput>) =>
    new CropSubtitleImages(jobs).crop(
      input(CropSubtitleImagesInput, { video_path: at('talk.mp4'), ...given }),
      newRun().run,
    );

  it('draw words that are found again where and when they stand', async () => {
    const name = `it's, [a] "weird": name;\\%d $(x).srt`;
    const burnt = await burn(written(name, SRT));
    expect(Math.abs(burnt.video_duration - 2)).toBeLessThan(0.1);
    const output = await crop({ video_path: burnt.video_path, subtitle_area: [40, 215, 280, 240] });
    const { fps, frames } = JSON.parse(readFileSync(output.manifest_path, 'utf8')) as {
      fps: number;
      frames: { file: string; start: number; end: number }[];
    };
    expect({ fps, examined: output.frames_examined }).toEqual({ fps: 25, examined: 50 });
    expect(output.cropped_images_files_count).toBe(frames.length);
    expect(readdirSync(output.cropped_images_path)).toEqual(frames.map(({ file }) => file));
    expect(frames.some(({ start, end }) => Math.abs(start - 0.5) <= 0.15 && Math.abs(end - 1.5) <= 0.15)).toBe(true);
  });

  it('keep the audio as it was', async () => {
    const burnt = await burn(written('x.vtt', 'WEBVTT\n\n00:00.500 --> 00:01.500\nHello\n'));
    const packets = (file: string) =>
      execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:a', '-c', 'copy', '-f', 'md5', '-']).toString();
    expect(packets(burnt.video_path)).toBe(packets(at('talk.mp4')));
  });

  it('keep languages and titles of tracks, chapters, colours and how the picture is turned', async () => {
    writeFileSync(at('chapters.txt'), ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n');
    const colours = [
      '-color_primaries',
      'smpte170m',
      '-color_trc',
      'smpte170m',
      '-colorspace',
      'smpte170m',
      '-color_range',
      'tv',
    ];
    const tags = ['-metadata', 'comment=private', '-metadata:s:a', 'language=deu', '-metadata:s:a', 'title=Der Ton'];
    const encoded = ['-c:a', 'copy', '-c:v', 'libx264', '-preset', 'ultrafast', ...colours, '-f', 'matroska'];
    make('tags.mkv', '-i', at('talk.mp4'), '-i', at('chapters.txt'), '-map_chapters', '1', ...encoded, ...tags);
    const burnt = await burn(written('x.srt', SRT), newRun().run, at('tags.mkv'));
    const entries = [
      'format_tags',
      'chapter_tags',
      'stream=codec_type,color_space,color_range,color_primaries',
      'stream_tags',
    ];
    const args = ['-v', 'error', '-show_entries', entries.join(':'), '-show_chapters', '-of', 'json', burnt.video_path];
    const said = JSON.parse(execFileSync('ffprobe', args).toString()) as Record<string, object>;
    expect(said).toMatchObject({
      streams: [
        { codec_type: 'video', color_space: 'smpte170m', color_range: 'tv', color_primaries: 'smpte170m' },
        { codec_type: 'audio', tags: { language: 'deu', handler_name: 'Der Ton' } },
        ...(said['streams'] as object[]).slice(2),
      ],
      chapters: [{ tags: { title: 'One' } }],
    });
    expect(said['format']).not.toMatchObject({ tags: { comment: 'private' } });
    const turned = make('turned.mp4', '-i', at('talk.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90');
    const { video_path } = await burn(at('x.srt'), newRun().run, turned);
    expect(await new Probe(jobs).probe(input(ProbeInput, { video_path }), newRun().run)).toMatchObject({
      width: 240,
      height: 320,
    });
  });

  /** The second of a file at which a filter says so first, on the time line of all its streams. */
  const firstTime = (file: string, filter: [string, string], said: RegExp): number => {
    const args = ['-hide_banner', '-copyts', '-i', file, ...filter, '-f', 'null', '-'];
    return Number(said.exec(spawnSync('ffmpeg', args).stderr.toString())?.[1]);
  };
  const BRIGHT = 'signalstats,metadata=select:key=lavfi.signalstats.YMAX:value=40:function=greater,showinfo';
  const lettersAt = (file: string) => firstTime(file, ['-vf', BRIGHT], /pts_time:([\d.]+)/);
  const toneAt = (file: string) => firstTime(file, ['-af', 'silencedetect=d=0.5'], /silence_end: ([\d.]+)/);

  it.each([
    ['the sound', [0, 2], 4],
    ['the picture', [2, 0], 3],
  ])('stand while it is heard what they say, where %s of a broadcast begins later', async (what, late, tone) => {
    const [picture = 0, sound = 0] = late;
    const film = make(
      ...([`${what}.ts`, '-itsoffset', String(picture), ...lavfi('color=black:s=320x240:r=25:d=6')] as const),
      ...['-itsoffset', String(sound), ...lavfi(`aevalsrc='sin(2*PI*440*t)*gte(t,${tone - sound})':d=4:s=48000`)],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
    );
    const wav = await new ExtractAudio(jobs).extract(input(ExtractAudioInput, { video_path: film }), newRun().run);
    const heard = toneAt(wav.audio_path);
    expect(Math.abs(heard - tone)).toBeLessThan(0.1);
    const cue = `00:00:0${heard.toFixed(3).replace('.', ',')} --> 00:00:06,000`;
    const { video_path } = await burn(written(`${what}.srt`, `1\n${cue}\nTone\n`), newRun().run, film);
    expect(Math.abs(toneAt(video_path) - tone)).toBeLessThan(0.1);
    expect(Math.abs(lettersAt(video_path) - tone)).toBeLessThan(0.1);
  });

  it('come and go while one picture stands', async () => {
    const still = ['-vf', "select='eq(n,0)+gte(t,3)'", '-vsync', 'vfr', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
    const film = make('still.mkv', ...lavfi('color=black:s=320x240:r=25:d=4'), ...still);
    const { video_path } = await burn(written('still.srt', SRT.replace('01,500', '03,000')), newRun().run, film);
    expect(lettersAt(video_path)).toBeCloseTo(0.5, 1);
  });

  it('draw braces and backslashes as they are written', async () => {
    const text = 'set {a, b} in C:\\new\\path';
    const plain = await burn(written('braces.srt', `1\n00:00:00,000 --> 00:00:02,000\n${text}\n`));
    const vtt = await burn(written('braces.vtt', `WEBVTT\n\n00:00.000 --> 00:02.000\n${text}\n`));
    // The words alone are narrower than all of it.
    const cut = await burn(written('words.srt', '1\n00:00:00,000 --> 00:00:02,000\nset in C:\n'));
    const width = (file: string) => {
      const blended = `[0][1]blend=all_mode=difference,format=gray,lut=y='if(gt(val,60),255,0)',bbox,metadata=print:file=-`;
      const args = [
        '-v',
        'error',
        '-i',
        file,
        '-i',
        at('talk.mp4'),
        '-filter_complex',
        blended,
        '-frames:v',
        '1',
        '-f',
        'null',
        '-',
      ];
      return Number(/bbox\.w=(\d+)/.exec(execFileSync('ffmpeg', args).toString())?.[1]);
    };
    expect(width(plain.video_path)).toBeGreaterThan(width(cut.video_path) * 2);
    expect(width(vtt.video_path)).toBe(width(plain.video_path));
  });

  it('say what of a subtitle file they could not read, in any encoding', async () => {
    const bytes = Buffer.from(
      `1\n00:01 --> 00:02\nVoilà l'été, déjà passé à côté\n\n2\n00:05 --> 00:04\nb\n`,
      'latin1',
    );
    writeFileSync(at('latin.srt'), bytes);
    expect((await burn(at('latin.srt'))).degraded).toEqual([
      'not a valid SRT file: line 6: the end (4 s) comes before the start (5 s)',
    ]);
  });

  it('name letters that no font has instead of drawing boxes', async () => {
    // Of a script that is in Unicode and in hardly a font (Cypro-Minoan).
    const letters = '\u{12f90}\u{12f91}';
    const few = await burn(
      written('few.srt', `1\n00:00:00,500 --> 00:00:01,500\nA sign: ${letters}, and many more words here\n`),
    );
    expect(few.degraded).toEqual([
      `no font of this worker has the letters ${[...letters].join(' ')}; they are left out`,
    ]);
    const many = burn(written('many.srt', `1\n00:00:00,500 --> 00:00:01,500\n${letters.repeat(4)}\n`));
    expect(await refusal(many)).toMatch(/^INPUT_REJECTED: no font of this worker has the letters .*install one/);
  });

  it('keep every picture at its time where size and pixel format change in the middle', async () => {
    const parts = ['320x240', '160x120', '240x240'].map((size, n) =>
      make(
        ...([
          `size-${n}.ts`,
          ...lavfi(`color=gray:s=${size}:r=25:d=1`),
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
        ] as const),
        ...['-pix_fmt', n === 1 ? 'yuv444p' : 'yuv420p', '-output_ts_offset', String(n), '-f', 'mpegts'],
      ),
    );
    writeFileSync(at('sizes.ts'), Buffer.concat(parts.map((part) => readFileSync(part))));
    const { video_path, video_duration } = await burn(written('sizes.srt', SRT), newRun().run, at('sizes.ts'));
    expect(video_duration).toBeCloseTo(3, 1);
    const entries = ['-show_entries', 'frame=pts_time,width,height', '-of', 'csv=p=0'];
    const told = execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', ...entries, video_path]);
    const frames = told
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(','));
    expect(new Set(frames.map(([, width, height]) => `${width}x${height}`))).toEqual(new Set(['320x240']));
    expect(frames.map(([time]) => Number(time))).toEqual(
      Array.from({ length: 75 }, (_, n): unknown => expect.closeTo(n / 25, 2)),
    );
  });

  it('mix channels without places, which no encoder takes', async () => {
    const twelve = Array.from({ length: 12 }, (_, i) => `c${i}=c0`).join('|');
    const many = make(
      'many.mkv',
      ...['-i', at('talk.mp4'), '-af', `pan=12C|${twelve}`, '-c:v', 'copy', '-c:a', 'pcm_s16le'],
    );
    const burnt = await burn(written('x.srt', SRT), newRun().run, many);
    expect(burnt.degraded).toEqual(['the 12 channels of audio track 0 were mixed into one']);
    expect(burnt.video_duration).toBeCloseTo(2, 0);
  });

  it.each([
    ['prose', 'dear diary', /is no SRT, WebVTT or ASS|no SRT, WebVTT or ASS/],
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n', /no SRT, WebVTT or ASS/],
    ['nothing', '', /no SRT, WebVTT or ASS/],
    ['a header alone', 'WEBVTT\n\n', /holds no subtitles/],
    ['bytes', Buffer.from([0xc3, 0x28, 0xff]).toString('latin1') + '\0', /is not text/],
  ])('refuse a subtitle file that holds %s', async (_what, text, message) => {
    expect(await refusal(burn(written('bad.srt', text)))).toMatch(
      new RegExp(`^INPUT_REJECTED: bad.srt.*${message.source}`),
    );
  });

  it('refuse an area outside of the picture', async () => {
    expect(await refusal(crop({ subtitle_area: [0, 200, 640, 240] }))).toBe(
      'INPUT_REJECTED: the area [0, 200, 640, 240] reaches out of the picture, which is 320x240',
    );
  });
});
