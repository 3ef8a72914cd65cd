import type { Transcriber } from '../transcriber';
import { WhisperGraphs } from './graphs/whisper-graphs';
import type { WhisperFiles } from './graphs/whisper-layout';
import { WhisperTokenizer } from './tokenizer/whisper-tokenizer';
import { ChunkTranscription } from './windows/chunk-transcription';

/** Loads a Whisper model that was made into ONNX graphs; it decodes as faster-whisper does, on `threads` cores. */
export async function openTranscriber(files: WhisperFiles, { threads }: { threads: number }): Promise<Transcriber> {
  const tokenizer = await WhisperTokenizer.load(files.tokenizer);
  const graphs = await WhisperGraphs.open(files, threads);
  let busy = false;
  return {
    transcribe: async (samples, options, hooks) => {
      // Two at a time would write into each other's memory.
      if (busy) throw new Error('the transcriber is busy with another chunk');
      busy = true;
      try {
        return await new ChunkTranscription(graphs, tokenizer, samples, options, hooks).run();
      } finally {
        busy = false;
      }
    },
    close: () => graphs.close(),
  };
}
