import { serveEngine } from '@switchyard/engine';
import { LoadedVoices } from './engine/loaded-voices';
import { speakCues } from './engine/speak-cues';
import { speakSentences } from './engine/speak-sentences';
import type { TtsMethods } from './tts-methods';

const voices = new LoadedVoices();

serveEngine<TtsMethods>({
  speak: async (job, work) => speakSentences(job, await voices.get(job.voice, work.signal), work),
  speakCues: (job, work) => speakCues(job, voices, work),
});
