import type { EngineWork } from '@switchyard/engine';
import type { SpeakJob, Spoken, SpokenSpan } from '../tts-methods';
import { AudioTrack } from './audio-track';
import type { SherpaVoice } from './sherpa-voice';

/** Speaks sentences one after the other into a file. Progress is by characters. */
export async function speakSentences(job: SpeakJob, voice: SherpaVoice, work: EngineWork): Promise<Spoken> {
  const track = await AudioTrack.create(job.target, voice.sampleRate, job.format, work.signal);
  const characters = job.sentences.reduce((sum, { length }) => sum + length, 0);
  const spans: SpokenSpan[] = [];
  let done = 0;
  for (const sentence of job.sentences) {
    work.signal.throwIfAborted();
    if (spans.length > 0) await track.silenceUntil(track.seconds + job.pauseSeconds);
    const start = track.seconds;
    await track.append(await voice.say(sentence, job.speed));
    spans.push({ start, end: track.seconds });
    work.output({ audio_path: track.path, sentence: spans.length, start, end: track.seconds });
    work.progress((done += sentence.length) / characters);
  }
  const path = await track.finish();
  return { path, seconds: track.seconds, sampleRate: track.sampleRate, spans };
}
