import { AudioMeter, decodeAudio, SAMPLE_RATE } from '@switchyard/audio';
import type { EngineWork } from '@switchyard/engine';
import { channelMix, probeMedia, requireAudio, requireLength, shortfallOf } from '@switchyard/media';
import { diarize, type DiarizationModels } from './diarization/diarize';
import type { DiarizedFile, DiarizeJob } from './pyannote-methods';

/** Share of the time that telling voices apart takes; comparing them takes the rest. */
const SEGMENTING = 0.25;

/** Finds the speakers of a media file of any length; what is kept in memory is little beside its samples. */
export async function diarizeFile(
  job: DiarizeJob,
  load: () => Promise<DiarizationModels>,
  { signal, progress }: EngineWork,
): Promise<DiarizedFile> {
  const info = await probeMedia(job.path, signal);
  const mix = await channelMix(info, requireAudio(info, job.track), signal);
  const models = await load();
  const expected = requireLength(info) * SAMPLE_RATE;
  const meter = new AudioMeter();
  const again = (of = new AudioMeter()): AsyncIterable<Float32Array> =>
    decodeAudio(info, { signal, stream: job.track, meter: of, mix });
  const onSamples = (segmented: number, compared: number): void =>
    progress(Math.min(1, (SEGMENTING * segmented + (1 - SEGMENTING) * compared) / expected), 'listening');
  const turns = await diarize({ blocks: again(meter), again }, models, job, { signal, onSamples });
  return { turns, audio: meter.report(), degraded: [...shortfallOf(info), ...mix.degraded] };
}
