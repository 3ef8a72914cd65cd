import { int8Products } from '@switchyard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { DecoderRun } from './decoder-run';
import { KeyValueStore } from './key-value-store';
import type { WhisperFiles, WhisperLayout } from './whisper-layout';
import { WINDOW_FRAMES } from './whisper-layout';

/** What the encoder heard in one window: keys [1, heads, 1500, 64] and values [1, heads, 64, 1500] by input name of the decoder. */
export type HeardWindow = Readonly<Record<string, Tensor>>;

/** The two graphs of a Whisper model on ONNX Runtime; one run at a time. */
export class WhisperGraphs {
  private readonly store: KeyValueStore;

  private constructor(
    private readonly encoder: InferenceSession,
    private readonly decoder: InferenceSession,
    readonly layout: WhisperLayout,
  ) {
    this.store = new KeyValueStore(layout);
  }

  static async open({ encoder, decoder, manifest }: WhisperFiles, threads: number): Promise<WhisperGraphs> {
    const sessions = await Promise.allSettled([
      openSession(encoder, threads, ASLEEP),
      openSession(decoder, threads, AWAKE_BRIEFLY),
    ]);
    const [first, second] = sessions;
    if (first.status === 'fulfilled' && second.status === 'fulfilled') {
      return new WhisperGraphs(first.value, second.value, manifest);
    }
    for (const session of sessions) if (session.status === 'fulfilled') await session.value.release();
    throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
  }

  /** @param window log-mel, [mels][3000] */
  async encode(window: Float32Array): Promise<HeardWindow> {
    return this.encoder.run({ mel: new Tensor('float32', window, [1, this.layout.mels, WINDOW_FRAMES]) });
  }

  /** Begins a text about a window; the run before must have ended, since they share their memory. */
  startDecoding(heard: HeardWindow): DecoderRun {
    return new DecoderRun(this.decoder, this.store, heard, this.layout);
  }

  async close(): Promise<void> {
    await this.encoder.release();
    await this.decoder.release();
  }
}

/** Waiting threads sleep: by default they spin, and take the cores from the JavaScript between two runs. */
const ASLEEP = { allow_spinning: '0' };
/**
 * A step is a hundred short operations, whose threads need longer to wake up than the next one takes to come. After 10 us they
 * sleep: longer is slower where another program wants a core, and no faster where none does.
 */
const AWAKE_BRIEFLY = { allow_spinning: '1', spin_duration_us: '10' };

function openSession(path: string, threads: number, waiting: typeof ASLEEP): Promise<InferenceSession> {
  const { graphOptimizationLevel, extra } = int8Products();
  return InferenceSession.create(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel,
    enableMemPattern: false,
    extra: { session: { ...extra.session, intra_op: waiting } },
  });
}
