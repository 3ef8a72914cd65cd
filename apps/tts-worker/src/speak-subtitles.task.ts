import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  speakSubtitlesTask,
  type Made,
  type Overrun,
  type SpeakSubtitlesInput,
  type SpeakSubtitlesOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import type { Cue } from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { readCues } from './read-cues';
import { sayable } from './speech/say-as';
import { unspeakable } from './speech/scripts';
import { sentencesOf } from './speech/sentences';
import { TTS_ENGINE } from './tts-identity';
import type { PlacedCue, SpokenCues, TtsMethods } from './tts-methods';
import { Voices, type ReadyVoice } from './voices';

const MOST_REPORTED = 1000;

/** A cue that can be said, with its place in the file and who says it. */
interface Line {
  index: number;
  cue: Cue;
  pieces: string[];
  voice: number;
}

/** Subtitles in, one track in time out. */
@Injectable()
export class SpeakSubtitles {
  constructor(
    private readonly engines: EnginePool<TtsMethods>,
    private readonly voices: Voices,
  ) {}

  @TaskHandler(speakSubtitlesTask)
  async speak(input: SpeakSubtitlesInput, run: TaskRun): Promise<Made<SpeakSubtitlesOutput>> {
    const { cues, faults } = await readCues(input.subtitle_path);
    const cast = await this.castOf(input, cues);
    const lines = linesOf(cues, cast);
    const degraded = [...faults, ...(await this.unread(lines, cast))];
    const spoken = await this.engines.call(
      'speakCues',
      {
        voices: cast.voices.map(({ place }) => place),
        cues: lines.map(({ cue: { start, end }, pieces, voice }) => ({ start, end, pieces, voice })),
        ...{ maxSpeedup: input.max_speedup, minGap: input.min_gap, duration: input.duration },
        ...{ target: join(await run.outputDir(), 'track'), format: input.format },
      },
      run.call,
    );
    const [first] = cast.voices;
    run.describe({ engine: TTS_ENGINE, model: first?.identity, device: 'cpu', mediaSeconds: spoken.seconds });
    const report = join(await run.outputDir(), 'report.json');
    await writeFile(report, JSON.stringify({ cues: reportOf(lines, spoken.placed, cast.voices) }, undefined, 2));
    return { ...summaryOf(lines, spoken), report_file: report, cue_count: cues.length, degraded };
  }

  /** The voice of all who have none of their own comes first. */
  private async castOf(input: SpeakSubtitlesInput, cues: readonly Cue[]): Promise<Cast> {
    const voices = [await this.voices.find(input)];
    const bySpeaker = new Map<string, number>();
    const said = new Set(cues.map(({ speaker }) => speaker));
    for (const [speaker, name] of Object.entries(input.speaker_voices ?? {})) {
      const voice = await this.voices.find({ voice: String(name) });
      const known = voices.findIndex((other) => other.name === voice.name);
      if (said.has(speaker)) bySpeaker.set(speaker, known < 0 ? voices.push(voice) - 1 : known);
    }
    return { voices, bySpeaker };
  }

  /** What of the text each voice cannot read. */
  private async unread(lines: readonly Line[], { voices }: Cast): Promise<string[]> {
    const known = await this.voices.list();
    return voices.flatMap((voice, index) => {
      const text = lines.filter((line) => line.voice === index).map(({ cue }) => cue.text);
      return unspeakable(text.join('\n'), voice, known);
    });
  }
}

interface Cast {
  voices: ReadyVoice[];
  /** Index of the voice of a speaker. */
  bySpeaker: Map<string, number>;
}

function linesOf(cues: readonly Cue[], { voices, bySpeaker }: Cast): Line[] {
  const lines = cues.map((cue, at): Line => {
    const voice = bySpeaker.get(cue.speaker ?? '') ?? 0;
    const language = voices[voice]?.language ?? 'en';
    const pieces = sentencesOf(cue.text.replaceAll('\n', ' '), language).map((piece) => sayable(piece, language));
    return { index: at + 1, cue, pieces, voice };
  });
  const spoken = lines.filter(({ pieces }) => pieces.length > 0);
  if (spoken.length === 0) throw new InputRejectedError('subtitle_path: no subtitle holds a letter or digit');
  return spoken;
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const reportOf = (lines: readonly Line[], placed: readonly PlacedCue[], voices: readonly ReadyVoice[]): object[] =>
  lines.map(({ index, cue: { start, end, text }, voice }, at) => ({
    ...{ index, start, end, spoken_start: milliseconds(placed[at]?.start ?? 0) },
    ...{ spoken_end: milliseconds(placed[at]?.end ?? 0), speedup: milliseconds(placed[at]?.speedup ?? 1) },
    ...{ voice: voices[voice]?.name, text },
  }));

function summaryOf(lines: readonly Line[], { path, seconds, placed }: SpokenCues) {
  const overruns = lines.flatMap(({ index, cue }, at): Overrun[] => {
    const place = placed[at];
    if (!place || place.over === 0) return [];
    const spoken = { spoken_start: milliseconds(place.start), spoken_end: milliseconds(place.end) };
    return [{ index, start: cue.start, ...spoken, over_seconds: milliseconds(place.over) }];
  });
  return {
    audio_path: path,
    audio_duration: milliseconds(seconds),
    spoken_count: lines.length,
    stretched_count: placed.filter(({ speedup }) => speedup > 1).length,
    overruns: overruns.slice(0, MOST_REPORTED),
    overrun_count: overruns.length,
  };
}
