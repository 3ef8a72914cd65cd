import { descendantsOf, togetherMb } from '@switchyard/processes';
import { quantile } from '../statistics';

/** What a number of clients saw who asked again as soon as they had their answer. */
export interface Seen {
  clients: number;
  requests: number;
  /** Requests a second. */
  throughput: number;
  /** Milliseconds to the first byte. */
  p50: number;
  p99: number;
  /** Most memory of all processes, in MB. */
  peakMb: number;
}

export interface Side {
  url: string;
  /** Processes whose memory counts, with all that they start. */
  pids: () => number[];
}

const LOOK_MS = 500;

/** Transcribes a clip once; gives the answer and the milliseconds to its first byte. */
export async function ask(url: string, clip: Buffer): Promise<{ reply: Response; ms: number }> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(clip)]), 'clip.wav');
  form.set('model', 'whisper-1');
  form.set('language', 'en');
  const began = performance.now();
  const reply = await fetch(`${url}/v1/audio/transcriptions`, { method: 'POST', body: form });
  const ms = performance.now() - began;
  const { text } = (await reply.json()) as { text?: string };
  if (!text) throw new Error(`${url} answered ${reply.status} without a text`);
  return { reply, ms };
}

export async function load({ url, pids }: Side, clip: Buffer, clients: number, requests: number): Promise<Seen> {
  const times: number[] = [];
  let left = requests;
  let peakMb = 0;
  const look = setInterval(() => {
    const all = pids().flatMap((pid) => [pid, ...descendantsOf(pid).map((each) => each.pid)]);
    peakMb = Math.max(peakMb, togetherMb(all, 0));
  }, LOOK_MS);
  const client = async (): Promise<void> => {
    while (left-- > 0) times.push((await ask(url, clip)).ms);
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    clearInterval(look);
  }
  const throughput = times.length / ((performance.now() - began) / 1000);
  const ascending = Float64Array.from(times).sort();
  return {
    ...{ clients, requests, throughput, peakMb },
    p50: quantile(ascending, 0.5),
    p99: quantile(ascending, 0.99),
  };
}
