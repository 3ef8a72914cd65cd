import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeakerTurn } from '@switchyard/subtitles';
import { seededRandom, unpackedPackage, type Package } from '@switchyard/testing';
import { SENTENCES } from './sentences';

/** A talk that is put together, and who speaks when in it. */
export interface Talk {
  name: string;
  path: string;
  seconds: number;
  speakers: number;
  truth: SpeakerTurn[];
  /** Made after the constants of the method were chosen. */
  heldBack: boolean;
}

interface Plan {
  name: string;
  voices: readonly string[];
  seconds: number;
  /** Share of turns that begin before the one before has ended. */
  overlaps?: number;
  /** Amplitude of white noise, of 1. */
  noise?: number;
}

const RATE = 16_000;
const FRAME = RATE / 100;
/** Frames of 10 ms whose loudest sample is below are silent. */
const SILENT = 0.0056;
const PAUSE_FRAMES = 25;
const [SHORTEST, LONGEST] = [1.2, 9];
const REAL = ['en', 'fr', 'it', 'ru'] as const;
const SYNTHETIC = ['slt', 'rms', 'awb', 'kal16'] as const;

const debian = (language: string, sha256: string): Package => ({
  ...{ kind: 'debian', package: `asterisk-core-sounds-${language}-g722`, version: '1.6.1-1', sha256 },
});
/** Announcements, each language spoken by one person. */
const RECORDED: Record<(typeof REAL)[number], Package> = {
  en: debian('en', '38c5261820b406dcb0ecb37675720da2b0864850690690352ca52707eb623806'),
  fr: debian('fr', '7add61d5e42279ecff1bbdf842a5a946ac3644fac9a0fe44384731aa7270c8e0'),
  it: debian('it', '46b4cf7afc508a5fcfc051b7ea233251c0d195dd4ef83cc4b7facb4c6429b016'),
  ru: debian('ru', '673b4238a6b8269960f055d868c6a11083f7a0d00979167cb01554046b48ed9b'),
};

const PLANS: readonly Plan[] = [
  { name: 'mix4', voices: ['en', 'slt', 'it', 'rms'], seconds: 90 },
  { name: 'mix6', voices: ['en', 'fr', 'it', 'ru', 'slt', 'awb'], seconds: 180 },
  { name: 'noisy3', voices: ['en', 'it', 'fr'], seconds: 60, noise: 0.006 },
  { name: 'one_r', voices: ['en'], seconds: 40 },
  { name: 'one_s', voices: ['slt'], seconds: 40 },
  { name: 'real2', voices: ['en', 'it'], seconds: 60 },
  { name: 'real3', voices: ['en', 'it', 'fr'], seconds: 60 },
  { name: 'real4', voices: REAL, seconds: 120 },
  { name: 'realov', voices: ['en', 'it', 'ru'], seconds: 60, overlaps: 0.4 },
  { name: 'short2', voices: ['slt', 'rms'], seconds: 9 },
  { name: 'syn2', voices: ['slt', 'rms'], seconds: 60 },
  { name: 'syn3', voices: ['slt', 'rms', 'awb'], seconds: 60 },
  { name: 'synov', voices: ['slt', 'rms', 'awb'], seconds: 60, overlaps: 0.4 },
];
/** The same kinds, of another seed: no constant was ever chosen with them in sight. */
const HELD_BACK: readonly Plan[] = ['mix4', 'real3', 'realov', 'syn3', 'synov', 'one_r'].map((name) => ({
  ...PLANS.find((plan) => plan.name === name)!,
  name: `held_${name}`,
}));

/** Makes the talks that are not there yet: the same of the same seed. */
export function talks(directory: string, quick: boolean, seed = 1): Talk[] {
  mkdirSync(directory, { recursive: true });
  const known = quick ? PLANS.filter(({ name }) => /^(mix4|noisy3|one_r|real3|realov|syn3)$/.test(name)) : PLANS;
  const held = quick ? HELD_BACK.filter(({ name }) => /(real3|synov|one_r)$/.test(name)) : HELD_BACK;
  return [
    ...known.map((plan, at) => talk(plan, directory, seededRandom(1000 * seed + at), false)),
    ...held.map((plan, at) => talk(plan, directory, seededRandom(11_000 * seed + at), true)),
  ];
}

function talk(plan: Plan, directory: string, random: () => number, heldBack: boolean): Talk {
  const [path, truthFile] = [join(directory, `${plan.name}.wav`), join(directory, `${plan.name}.json`)];
  if (!existsSync(truthFile)) {
    const { samples, truth } = putTogether(plan, directory, random);
    const raw = new Uint8Array(Float32Array.from(samples).buffer);
    ffmpeg(['-f', 'f32le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0', '-c:a', 'pcm_s16le', path], raw);
    writeFileSync(truthFile, JSON.stringify({ truth, seconds: samples.length / RATE }));
  }
  const { truth, seconds } = JSON.parse(readFileSync(truthFile, 'utf8')) as Pick<Talk, 'truth' | 'seconds'>;
  return { name: plan.name, path, seconds, truth, heldBack, speakers: plan.voices.length };
}

/** Turns after pauses of 0.1 to 0.8 s; some interrupt the one before by up to 1.2 s. */
function putTogether(
  { voices, seconds, overlaps = 0, noise = 0 }: Plan,
  directory: string,
  random: () => number,
): { samples: number[]; truth: SpeakerTurn[] } {
  const sources = voices.map((voice) => utterancesOf(voice, directory));
  const samples: number[] = [];
  const truth: SpeakerTurn[] = [];
  let speaker = 0;
  for (let end = 0.3; end < seconds;) {
    if (voices.length > 1) speaker = (speaker + 1 + Math.floor(random() * (voices.length - 1))) % voices.length;
    const source = sources[speaker]!;
    const said = source(Math.floor(random() * 1e6));
    const interrupts = truth.length > 0 && random() < overlaps;
    const start = interrupts ? Math.max(0, end - 0.3 - 0.9 * random()) : end + 0.1 + 0.7 * random();
    const first = Math.round(start * RATE);
    while (samples.length < first + said.length) samples.push(0);
    said.forEach((sample, at) => (samples[first + at]! += sample / 2));
    for (const [from, to] of sounding(said))
      truth.push({ start: start + from, end: start + to, speaker: voices[speaker]! });
    end = Math.max(end, start + said.length / RATE);
  }
  const hiss = (): number => (noise > 0 ? noise * (2 * random() - 1) : 0);
  return { samples: samples.map((sample) => sample + hiss()), truth };
}

/** What one voice says, each cut to its first and last sound. */
function utterancesOf(voice: string, directory: string): (choice: number) => Float32Array {
  const real = REAL.find((language) => language === voice);
  if (real === undefined) {
    if (!SYNTHETIC.some((name) => name === voice)) throw new Error(`there is no voice ${voice}`);
    return (choice) =>
      cut(decoded(['-f', 'lavfi', '-i', `flite=text='${SENTENCES[choice % SENTENCES.length]!}':voice=${voice}`]));
  }
  const root = join(unpackedPackage(RECORDED[real], join(directory, 'packages')), 'usr/share/asterisk/sounds');
  const folder = join(root, readdirSync(root).find((name) => name.startsWith(real)) ?? '');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.g722'))
    .sort();
  return (choice) => {
    for (let at = 0; at < files.length; at++) {
      const said = cut(decoded(['-f', 'g722', '-i', join(folder, files[(choice + at) % files.length]!)]));
      if (said.length >= SHORTEST * RATE && said.length <= LONGEST * RATE) return said;
    }
    throw new Error(`${folder} has no recording of ${SHORTEST} to ${LONGEST} s`);
  };
}

const decoded = (input: readonly string[]): Float32Array =>
  new Float32Array(
    Uint8Array.from(ffmpeg([...input, '-ar', String(RATE), '-ac', '1', '-f', 'f32le', 'pipe:1'])).buffer,
  );

function ffmpeg(args: readonly string[], input?: Uint8Array): Buffer {
  return execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { input, maxBuffer: 2 ** 28 });
}

function loudness(samples: Float32Array): boolean[] {
  return Array.from({ length: Math.floor(samples.length / FRAME) }, (_, frame) =>
    samples.subarray(frame * FRAME, (frame + 1) * FRAME).some((sample) => Math.abs(sample) > SILENT),
  );
}

function cut(samples: Float32Array): Float32Array {
  const loud = loudness(samples);
  return samples.slice(Math.max(0, loud.indexOf(true)) * FRAME, (loud.lastIndexOf(true) + 1) * FRAME);
}

/** Where there is sound, in seconds; pauses shorter than a quarter of a second are speech. */
function sounding(samples: Float32Array): [start: number, end: number][] {
  const spans: [number, number][] = [];
  loudness(samples).forEach((loud, frame) => {
    if (!loud) return;
    const last = spans.at(-1);
    if (last && frame - last[1] < PAUSE_FRAMES) last[1] = frame + 1;
    else spans.push([frame, frame + 1]);
  });
  return spans.map(([start, end]) => [start / 100, end / 100]);
}
