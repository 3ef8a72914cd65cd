import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { unpackedPackage, type Package } from '@switchyard/testing';

/** A recording that is ready to be transcribed. */
export interface Clip {
  name: string;
  language: string;
  /** WAV of 16 kHz, mono, 16 bits. */
  path: string;
  seconds: number;
  /** What is said; left out for clips without a transcript, where only engines are compared with each other. */
  text?: string;
  noisy: boolean;
}

interface ClipEntry {
  name: string;
  language: string;
  /** Key of a package. */
  from: string;
  /** Below the package's `root`; several are joined with pauses. */
  files: string[];
  text?: string;
  /** Amplitude of pink noise that is added, of 1. */
  noise?: number;
}

interface Manifest {
  packages: Record<string, Package & { root: string; licence: string }>;
  clips: ClipEntry[];
}

const MANIFEST = join(__dirname, 'clips.yaml');
const SAMPLE_RATE = 16_000;
const WAV_HEADER_BYTES = 44;
/** Silence after each file of a joined recording, in seconds. */
const PAUSE = 0.7;

/** Makes the recordings of the manifest that are not there yet; names those whose package cannot be had here. */
export function prepareClips(directory: string): { clips: Clip[]; left: string[] } {
  const { packages, clips: entries } = parse(readFileSync(MANIFEST, 'utf8')) as Manifest;
  mkdirSync(directory, { recursive: true });
  const clips: Clip[] = [];
  const left: string[] = [];
  for (const entry of entries) {
    const source = packages[entry.from];
    if (!source) throw new Error(`${entry.name}: ${MANIFEST} has no package ${entry.from}`);
    const path = join(directory, `${entry.name}.wav`);
    try {
      if (!existsSync(path))
        makeRecording(entry, join(unpackedPackage(source, join(directory, 'packages')), source.root), path);
    } catch (error) {
      left.push(`${entry.name}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    const seconds = (statSync(path).size - WAV_HEADER_BYTES) / 2 / SAMPLE_RATE;
    const { name, language, text, noise } = entry;
    clips.push({ name, language, path, seconds, text, noisy: noise !== undefined });
  }
  return { clips, left };
}

/** Written beside and renamed, so that a bench that was interrupted leaves no half recording. */
function makeRecording({ files, noise }: ClipEntry, root: string, path: string): void {
  const unfinished = `${path}.new`;
  const inputs = files.flatMap((file) => ['-i', join(root, file)]);
  const filter = ['-filter_complex', filterOf(files.length, noise), '-map', '[out]'];
  const format = ['-ac', '1', '-ar', `${SAMPLE_RATE}`, '-c:a', 'pcm_s16le', '-bitexact', '-f', 'wav', unfinished];
  execFileSync('ffmpeg', ['-y', '-nostdin', '-loglevel', 'error', ...inputs, ...filter, ...format], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  renameSync(unfinished, path);
}

function filterOf(files: number, noise?: number): string {
  const pause = files > 1 ? `,apad=pad_dur=${PAUSE}` : '';
  const each = Array.from({ length: files }, (_, index) => `[${index}:a]aresample=${SAMPLE_RATE}${pause}[a${index}]`);
  const names = each.map((_, index) => `[a${index}]`).join('');
  const joined = `${names}concat=n=${files}:v=0:a=1`;
  if (noise === undefined) return [...each, `${joined}[out]`].join(';');
  const hiss = `anoisesrc=color=pink:seed=7:sample_rate=${SAMPLE_RATE}:amplitude=${noise}[noise]`;
  return [...each, `${joined}[speech]`, hiss, '[speech][noise]amix=duration=first:normalize=0[out]'].join(';');
}
