import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  characterErrorRate,
  diarizationError,
  parseSegments,
  parseSrt,
  parseTurns,
  wordErrorRate,
} from '@switchyard/subtitles';
import { AREA, films, SIZE, type Film } from './media/films';
import { SENTENCES } from './media/sentences';
import { talks, type Talk } from './media/talks';
import type { Peer } from './peer';
import { SCRATCH } from './places';
import type { Services } from './services';

/** One figure, ours beside that of the original. */
export interface Figure {
  of: string;
  unit: '%' | 'dB' | 'SSIM' | 'x real time' | 'of all';
  ours: number;
  theirs?: number;
  original?: string;
  /** What was promised or aimed at; how ours stands to it. */
  aim?: { is: 'at most' | 'at least'; value: number };
}

export interface Context {
  services: Services;
  peer: Peer;
  quick: boolean;
  say: (line: string) => void;
}

export type Measure = (context: Context) => Promise<Figure[]>;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): number => 100 * share;
const ffmpeg = (...args: string[]): string =>
  execFileSync('bash', ['-c', 'ffmpeg -nostdin -y "$@" 2>&1', 'ffmpeg', ...args], { encoding: 'utf8' });

export const allTalks = (quick: boolean): Talk[] => talks(join(SCRATCH, 'talks'), quick);
export const allFilms = (): Film[] => films(join(SCRATCH, 'films'));

interface SpokenTalk {
  talk: Talk;
  seconds: number;
  theirSeconds: number;
  error: number;
  theirError: number;
  found: number;
  theyFound: number;
}

/** Who speaks when, in talks whose truth is known. */
export const speakers: Measure = async ({ services, peer, quick, say }) => {
  const rows: SpokenTalk[] = [];
  const all = allTalks(quick);
  await services.run('pyannote_audio.diarize_speakers', { audio_path: services.put(all.at(-1)!.path) });
  for (const talk of all) {
    const { output, seconds } = await services.run('pyannote_audio.diarize_speakers', {
      audio_path: services.put(talk.path),
    });
    const [found, theirs] = [
      parseTurns(await services.text(output, 'diarization_file')),
      await peer.ask('diarize', talk),
    ];
    const count = (turns: readonly { speaker: string }[]): number => new Set(turns.map(({ speaker }) => speaker)).size;
    const row = {
      ...{ talk, seconds, theirSeconds: theirs.seconds },
      ...{
        error: diarizationError(found, talk.truth).rate,
        theirError: diarizationError(theirs.turns, talk.truth).rate,
      },
      ...{ found: count(found), theyFound: count(theirs.turns) },
    };
    rows.push(row);
    const told = `${percent(row.error).toFixed(1)} %, ${row.found} speakers; sherpa-onnx ${percent(row.theirError).toFixed(1)} %, ${row.theyFound}`;
    say(`  ${talk.name} (${talk.seconds.toFixed(0)} s, ${talk.speakers} speakers): ${told}`);
  }
  const original = 'sherpa-onnx';
  const errors = (which: readonly SpokenTalk[], of: string, aim?: Figure['aim']): Figure => ({
    ...{ of, unit: '%' as const, original, aim },
    ...{
      ours: percent(mean(which.map(({ error }) => error))),
      theirs: percent(mean(which.map(({ theirError }) => theirError))),
    },
  });
  const media = sum(rows.map(({ talk }) => talk.seconds));
  return [
    errors(
      rows.filter(({ talk }) => !talk.heldBack),
      'diarization error',
      { is: 'at most', value: 9 },
    ),
    errors(
      rows.filter(({ talk }) => talk.heldBack),
      'diarization error, talks held back',
      { is: 'at most', value: 9 },
    ),
    {
      ...{ of: 'talks with the right number of speakers', unit: 'of all', original, aim: { is: 'at least', value: 1 } },
      ours: mean(rows.map(({ talk, found }) => Number(found === talk.speakers))),
      theirs: mean(rows.map(({ talk, theyFound }) => Number(theyFound === talk.speakers))),
    },
    {
      ...{ of: 'diarization', unit: 'x real time', original, aim: { is: 'at most', value: 0.05 } },
      ours: sum(rows.map(({ seconds }) => seconds)) / media,
      theirs: sum(rows.map(({ theirSeconds }) => theirSeconds)) / media,
    },
  ];
};

/** What is said, by four synthetic voices. */
export const hearing: Measure = async ({ services, peer, say }) => {
  const rows = [];
  const text = SENTENCES.join(' ');
  for (const voice of ['slt', 'rms', 'awb', 'kal16']) {
    const path = join(SCRATCH, `said-${voice}.wav`);
    ffmpeg('-f', 'lavfi', '-i', `flite=text='${text}':voice=${voice}`, '-ar', '16000', '-ac', '1', path);
    // As faster-whisper does unless it is told otherwise.
    const alike = { language: 'en', beam_size: 5, vad: false, enable_word_timestamps: false };
    const input = { audio_path: services.put(path), ...alike };
    if (rows.length === 0) await services.run('faster_whisper.transcribe_audio', input);
    const { output, seconds } = await services.run('faster_whisper.transcribe_audio', input);
    const theirs = await peer.ask('transcribe', { path });
    const heard = parseSegments(await services.text(output, 'segments_file'))
      .map((segment) => segment.text)
      .join(' ');
    const row = { media: Number(output['audio_duration']), seconds, theirSeconds: theirs.seconds };
    rows.push({ ...row, wrong: wordErrorRate(heard, text), theirWrong: wordErrorRate(theirs.text, text) });
    say(
      `  ${voice} (${row.media.toFixed(0)} s): ${percent(rows.at(-1)!.wrong).toFixed(1)} % of the words wrong, faster-whisper ${percent(rows.at(-1)!.theirWrong).toFixed(1)} %; ` +
        `${seconds.toFixed(1)} s, ${Number(output['transcribe_duration']).toFixed(1)} of them in the engine, faster-whisper ${theirs.seconds.toFixed(1)} s`,
    );
  }
  const original = 'faster-whisper';
  const media = sum(rows.map((row) => row.media));
  return [
    {
      ...{ of: 'words wrong, four synthetic voices', unit: '%', original },
      ...{
        ours: percent(mean(rows.map(({ wrong }) => wrong))),
        theirs: percent(mean(rows.map(({ theirWrong }) => theirWrong))),
      },
    },
    {
      ...{ of: 'speech recognition', unit: 'x real time', original },
      ...{
        ours: sum(rows.map(({ seconds }) => seconds)) / media,
        theirs: sum(rows.map((row) => row.theirSeconds)) / media,
      },
    },
  ];
};

/** Sentences spoken, and heard by the same ears. */
export const speaking: Measure = async ({ services, peer, say }) => {
  const rows = [];
  await services.run('tts.generate_speech', { text: SENTENCES[0] });
  for (const [at, text] of SENTENCES.entries()) {
    const { output, seconds } = await services.run('tts.generate_speech', { text });
    const [ours, theirs] = [
      await services.keep(output, 'audio_path', `ours-${at}.wav`),
      join(SCRATCH, `piper-${at}.wav`),
    ];
    const their = await peer.ask('speak', { path: theirs, text });
    const heard = async (path: string): Promise<string> => {
      const input = { audio_path: services.put(path), language: 'en', vad: false };
      const made = await services.run('faster_whisper.transcribe_audio', input);
      return parseSegments(await services.text(made.output, 'segments_file'))
        .map((segment) => segment.text)
        .join(' ');
    };
    rows.push({
      ...{ media: Number(output['audio_duration']), seconds, theirSeconds: their.seconds },
      ...{ wrong: wordErrorRate(await heard(ours), text), theirWrong: wordErrorRate(await heard(theirs), text) },
    });
  }
  const [wrong, theirWrong] = [
    percent(mean(rows.map((row) => row.wrong))),
    percent(mean(rows.map((row) => row.theirWrong))),
  ];
  say(`  ${wrong.toFixed(1)} % of the words were heard wrong, of Piper ${theirWrong.toFixed(1)} %`);
  const media = sum(rows.map((row) => row.media));
  return [
    {
      ...{
        of: 'words of our speech that are heard wrong',
        unit: '%',
        original: 'Piper',
        aim: { is: 'at most', value: 8 },
      },
      ...{ ours: wrong, theirs: theirWrong },
    },
    {
      ...{ of: 'speech', unit: 'x real time', original: 'Piper' },
      ...{
        ours: sum(rows.map((row) => row.seconds)) / media,
        theirs: sum(rows.map((row) => row.theirSeconds)) / media,
      },
    },
  ];
};

/** Subtitles read out of films. */
export const reading: Measure = async ({ services, peer, say }) => {
  const figures: Figure[] = [];
  for (const film of allFilms()) {
    const { output, seconds } = await services.run('paddleocr.extract_subtitles', {
      video_path: services.put(film.subtitled),
    });
    const read = parseSrt(await services.text(output, 'srt_file'))
      .map(({ text }) => text)
      .join(' ');
    const truth = film.cues.map(({ text }) => text).join(' ');
    const theirs: string[] = [];
    for (const [at, cue] of film.cues.entries())
      theirs.push((await peer.ask('read', { path: stillOf(film, at, (cue.start + cue.end) / 2) })).text);
    const [ours, their] = [
      percent(characterErrorRate(read, truth)),
      percent(characterErrorRate(theirs.join(' '), truth)),
    ];
    say(`  ${film.name}: ${ours.toFixed(2)} % of the characters wrong, RapidOCR ${their.toFixed(2)} %`);
    const aim = { is: 'at most' as const, value: film.name === 'clean' ? 1 : 3 };
    figures.push(
      { of: `characters wrong, ${film.name} background`, unit: '%', ours, theirs: their, original: 'RapidOCR', aim },
      { of: `subtitles out of a film, ${film.name} background`, unit: 'x real time', ours: seconds / film.seconds },
    );
  }
  return figures;
};

/** The lower part of the picture, in the middle of a subtitle: what a person would give a reader. */
function stillOf(film: Film, at: number, second: number): string {
  const path = join(SCRATCH, `${film.name}-${at}.png`);
  const [x1, y1, x2, y2] = AREA;
  ffmpeg(
    '-ss',
    String(second),
    '-i',
    film.subtitled,
    '-frames:v',
    '1',
    '-vf',
    `crop=${x2 - x1}:${y2 - y1}:${x1}:${y1}`,
    path,
  );
  return path;
}

/** Films without their subtitles, beside those that never had any. */
export const removing: Measure = async ({ services, say }) => {
  const original = 'with the subtitles';
  const figures: Figure[] = [];
  for (const film of allFilms()) {
    const before = likeness(film.bare, film.subtitled, film);
    for (const method of ['fast', 'quality'] as const) {
      const input = { video_path: services.put(film.subtitled), subtitle_area: AREA, method };
      const { output, seconds } = await services.run('inpainting.remove_subtitles', input);
      const made = await services.keep(output, 'video_path', `${film.name}-${method}.mkv`);
      const { psnr, ssim } = likeness(film.bare, made, film);
      const same = soundOf(made) === soundOf(film.subtitled);
      say(
        `  ${film.name}, ${method}: ${psnr.toFixed(1)} dB, SSIM ${ssim.toFixed(3)}, before ${before.psnr.toFixed(1)} dB`,
      );
      const of = `${film.name} background, ${method}`;
      const aim = method === 'fast' ? { is: 'at most' as const, value: 0.5 } : undefined;
      figures.push(
        { of: `where subtitles stood, ${of}`, unit: 'dB', ours: psnr, theirs: before.psnr, original },
        { of: `where subtitles stood, ${of}`, unit: 'SSIM', ours: ssim, theirs: before.ssim, original },
        { of: `removal at ${SIZE.height}p, ${of}`, unit: 'x real time', ours: seconds / film.seconds, aim },
        {
          of: `sound bit by bit the same, ${of}`,
          unit: 'of all',
          ours: Number(same),
          aim: { is: 'at least', value: 1 },
        },
      );
    }
  }
  return figures;
};

const soundOf = (path: string): string => ffmpeg('-v', 'error', '-i', path, '-map', '0:a', '-f', 'md5', '-').trim();

/** While a subtitle stands, where it stands. */
function likeness(one: string, other: string, { cues }: Film): { psnr: number; ssim: number } {
  const [x1, y1, x2, y2] = AREA;
  const when = cues.map(({ start, end }) => `between(t,${start},${end})`).join('+');
  const part = `select='${when}',crop=${x2 - x1}:${y2 - y1}:${x1}:${y1},setpts=N/25/TB`;
  const graph = `[0:v]${part},split[a][c];[1:v]${part},split[b][d];[a][b]psnr;[c][d]ssim`;
  const said = ffmpeg('-i', one, '-i', other, '-lavfi', graph, '-f', 'null', '-');
  return { psnr: Number(/PSNR y:(\S+)/.exec(said)?.[1]), ssim: Number(/SSIM Y:(\S+)/.exec(said)?.[1]) };
}
