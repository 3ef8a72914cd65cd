import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSegments, parseSrt, parseVtt } from '@switchyard/subtitles';
import { statisticsOf } from './statistics';
import type { Transcript } from '../whisper-methods';
import { writeTranscript } from './write-transcript';

const common = {
  seek: 0,
  tokens: [50364, 2425],
  temperature: 0,
  avg_logprob: -0.2,
  compression_ratio: 1,
  no_speech_prob: 0,
};
const words = [
  { word: ' Hello', start: 1, end: 1.4, probability: 0.9 },
  { word: ' you.', start: 1.5, end: 2, probability: 0.8 },
];
const transcript: Transcript = {
  segments: [
    { id: 1, start: 1, end: 2, text: ' Hello you.', ...common, words },
    { id: 2, start: 3.25, end: 5.75, text: ' Bye --> now.', ...common },
  ],
  language: 'en',
  languageProbability: 0.98,
  audio: { samples: 96_000, seconds: 6, nonFinite: 7, clippedShare: 0.000_012_34, silentShare: 1 / 3, peak: 1 },
  speechSeconds: 3.5,
  chunks: 2,
  resumedChunks: 1,
  model: { name: 'base', sha256: 'ab' },
  engine: { name: 'onnxruntime', version: '1' },
  device: 'cpu',
  degraded: [],
};
const metadata = {
  task_name: 'faster_whisper.transcribe_audio',
  workflow_id: 'w',
  audio_file: 'a.wav',
  total_duration: 6,
  language: 'en',
  language_probability: 0.98,
  word_timestamps_enabled: true,
  model_name: 'base',
  device: 'cpu' as const,
  transcribe_method: 'onnxruntime',
  created_at: '2026-01-01T00:00:00.000Z',
};

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'switchyard-transcript-'))));
afterEach(() => rm(directory, { recursive: true }));

const write = async (of: Transcript) => {
  const files = await writeTranscript(of, metadata, statisticsOf(of, 1.2345), directory);
  const read = (path: string): Promise<string> => readFile(path, 'utf8');
  return {
    segments: await read(files.segments_file),
    text: await read(files.text_file),
    srt: await read(files.srt_file),
    vtt: await read(files.vtt_file),
  };
};

describe('the files of a transcript', () => {
  it('hold the same segments in every format', async () => {
    const { segments, text, srt, vtt } = await write(transcript);
    const cues = [
      { start: 1, end: 2, text: 'Hello you.' },
      { start: 3.25, end: 5.75, text: 'Bye --> now.' },
    ];
    expect(parseSegments(segments)).toEqual([{ ...cues[0], words }, cues[1]]);
    expect(parseSrt(srt)).toEqual(cues);
    expect(parseVtt(vtt)).toEqual(cues);
    expect(text).toBe('Hello you.\nBye --> now.\n');
  });

  it('say how they came to be', async () => {
    const { segments } = await write(transcript);
    expect(JSON.parse(segments)).toEqual({
      metadata,
      segments: transcript.segments,
      statistics: {
        total_segments: 2,
        total_words: 5,
        transcribe_duration: 1.235,
        average_segment_duration: 1.75,
        speech_duration: 3.5,
        total_chunks: 2,
        resumed_chunks: 1,
        silent_share: 0.333333,
        clipped_share: 0.000012,
        unusable_samples: 7,
      },
    });
    expect(segments.split('\n').filter((line) => line.includes('"tokens"'))).toHaveLength(2);
  });

  it('are valid for audio without speech', async () => {
    const { segments, text, srt, vtt } = await write({ ...transcript, segments: [] });
    expect([parseSegments(segments), parseSrt(srt), parseVtt(vtt), text]).toEqual([[], [], [], '']);
  });
});
