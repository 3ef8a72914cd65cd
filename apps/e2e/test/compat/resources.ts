import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { descendantsOf, peakMb } from '@switchyard/processes';
import { SENTENCES, waitFor, type Receiver } from '@switchyard/testing';
import { spansIn, type Span } from '../spans';
import { wordsOf, type CompatWorld } from './compat-world';

/** An engine that is not asked for so long ends. */
export const IDLE_SECONDS = 15;

const MB = 1024 * 1024;
const FILE_MB = 512;
/** The gateway may not grow by more while the file goes through it. */
const MOST_MB = FILE_MB / 4;
const BOUNDARY = 'a-boundary';

export const describeResources = (world: CompatWorld, collector: () => Receiver): void =>
  describe('a call', () => {
    it('is one trace, from the request to the engine', async () => {
      const trace = 'ef'.repeat(16);
      const headers = { traceparent: `00-${trace}-${'cd'.repeat(8)}-01` };
      await world.openai.audio.transcriptions.create({ file: world.file(), model: 'whisper-1' }, { headers });
      const spans = (): Span[] => spansIn(collector()).filter(({ traceId }) => traceId === trace);
      const attempt = 'attempt faster_whisper.transcribe_audio';
      const engine = await waitFor('the span of the engine', () =>
        spans().find(({ name }) => name.startsWith('engine ')),
      );
      const parents = (of: Span): Span[] => {
        const parent = spans().find(({ spanId }) => spanId === of.parentSpanId);
        return parent ? [parent, ...parents(parent)] : [];
      };
      await waitFor('what the span of the engine is a part of', () => {
        const names = parents(engine).map(({ name }) => name);
        return names.includes(attempt) && names.includes('POST /v1/audio/transcriptions');
      });
    }, 60_000);

    it('leaves the bytes of its file on the share while they arrive, and not in memory', async () => {
      const gateway = world.pidOf('api-gateway');
      const before = peakMb(gateway);
      const upload = request(`${world.system.api.url}/v1/audio/transcriptions`, {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      });
      const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
      const head = 'Content-Disposition: form-data; name="model"\r\n\r\nwhisper-1\r\n--' + BOUNDARY;
      const file = 'Content-Disposition: form-data; name="file"; filename="zeros.wav"\r\n\r\n';
      upload.write(`--${BOUNDARY}\r\n${head}\r\n${file}`);
      await writeZeros(upload, FILE_MB / 2);
      await waitFor('the first half on the share', () => bytesBelow(world.system.share) > (FILE_MB / 2 - 8) * MB);
      await writeZeros(upload, FILE_MB / 2);
      upload.end(`\r\n--${BOUNDARY}--\r\n`);
      const [reply] = await answered;
      reply.resume();
      expect(reply.statusCode).toBe(400); // zeros are no audio
      expect(peakMb(gateway) - before).toBeLessThan(MOST_MB);
    }, 120_000);

    it('finds its model loaded anew after no one had asked for it', async () => {
      await world.transcribe({});
      const worker = world.pidOf('whisper-worker');
      expect(descendantsOf(worker).length).toBeGreaterThan(0);
      await waitFor('the end of the idle engine', () => descendantsOf(worker).length === 0, 4000 * IDLE_SECONDS);
      expect(wordsOf((await world.transcribe({})).text)).toBe(wordsOf(SENTENCES.join(' ')));
    }, 120_000);
  });

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);

async function writeZeros(to: ClientRequest, megabytes: number): Promise<void> {
  const zeros = Buffer.alloc(MB);
  for (let at = 0; at < megabytes; at += 1) if (!to.write(zeros)) await once(to, 'drain');
}
