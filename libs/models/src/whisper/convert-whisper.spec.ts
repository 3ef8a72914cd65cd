import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { Workplace } from '../../test/model-fixture';
import { decode, floatsOf, pastOf, step } from '../../test/tiny-decoder';
import { writeTinyWhisper, type TinyWhisper } from '../../test/tiny-whisper';
import { ConversionError } from '../model-errors';
import { checkGraphs } from './check/check-graphs';
import { convertWhisper, type WhisperConversion } from './convert-whisper';
import { Ct2File } from './ct2/ct2-file';
import { Weights } from './ct2/weights';
import { readShape } from './whisper-shape';

const ROOT = join(__dirname, '../../../..');
let workplace: Workplace;
let request: WhisperConversion;
beforeEach(async () => {
  workplace = await Workplace.open();
  request = { from: workplace.at('model'), to: workplace.at('model/converted'), kind: 'onnx' };
});
afterEach(() => workplace.cleanUp());

const convertTiny = async (tiny: TinyWhisper, changes: Partial<WhisperConversion> = {}) => {
  await writeTinyWhisper(request.from, tiny);
  return convertWhisper({ ...request, ...changes });
};
const inodeOf = async (name: string) => (await stat(join(request.to, name))).ino;

describe('converted graphs', () => {
  it.each([
    { mels: 80, vocabulary: 51_864, encoderLayers: 1, decoderLayers: 2 },
    { mels: 80, vocabulary: 51_865, encoderLayers: 3, decoderLayers: 2 },
    { mels: 128, vocabulary: 51_866, encoderLayers: 4, decoderLayers: 2 },
  ])('in float32 compute what the weights say, with $mels bands and $vocabulary tokens', async (tiny) => {
    const manifest = await convertTiny(tiny, { precision: 'float32' });
    expect(manifest).toMatchObject({ ...tiny, frames: 48, positions: 16, alignmentHeads: [[1, 0]], languageIds: [5] });
    expect(manifest.errors?.encoder).toBeLessThan(1e-5);
    expect(manifest.errors?.decoder).toBeLessThan(1e-5);
  });

  it('in int8 lose a few hundredths', async () => {
    const { errors } = await convertTiny({ width: 128, mels: 128, vocabulary: 1_000 });
    expect(errors?.encoder).toBeGreaterThan(1e-4);
    expect(errors?.encoder).toBeLessThan(0.05);
    expect(errors?.decoder).toBeLessThan(0.05);
  });

  it('hold the table of tokens once, for reading and for writing them', async () => {
    const sizeFor = async (vocabulary: number) => {
      await convertTiny({ vocabulary });
      return (await stat(join(request.to, 'decoder.onnx.data'))).size;
    };
    const oneRow = 64 + 4; // its values and the scale of its only block
    expect((await sizeFor(1_600)) - (await sizeFor(640))).toBe(960 * oneRow);
  });

  it('are made of int8 weights without another loss of them', async () => {
    const { errors } = await convertTiny({ int8: true }, { precision: 'float32' });
    expect(errors?.decoder).toBeLessThan(1e-5);
  });

  it.each(['float32', 'int8'] as const)(
    'in %s give beams that share one encoding what each gets alone',
    async (precision) => {
      await convertTiny({ decoderLayers: 2 }, { precision });
      const decoder = await InferenceSession.create(join(request.to, 'decoder.onnx'));
      const together = floatsOf(await decode(decoder, [7, 100, 250], 3), 'logits');
      for (const [beam, token] of [7, 100, 250].entries()) {
        const alone = floatsOf(await decode(decoder, [token], 1), 'logits');
        expect(distance(together.slice(beam * 300, (beam + 1) * 300), alone)).toBeLessThan(
          precision === 'int8' ? 0.05 : 1e-5,
        );
      }
      await decoder.release();
    },
  );

  it('take no notice of places in the past that are masked', async () => {
    await convertTiny({}, { precision: 'float32' });
    const decoder = await InferenceSession.create(join(request.to, 'decoder.onnx'));
    const right = floatsOf(await decode(decoder, [7], 1), 'logits');
    const start = await step(decoder, { ids: [3], position: 0 });
    const past = pastOf(decoder, start, { beams: 1, places: 3 });
    const masked = await step(decoder, { ids: [7], position: 1, past, mask: [0, -Infinity, -Infinity, 0] });
    expect(distance(floatsOf(masked, 'logits'), right)).toBeLessThan(1e-5);
    const unmasked = await step(decoder, { ids: [7], position: 1, past });
    expect(distance(floatsOf(unmasked, 'logits'), right)).toBeGreaterThan(1e-3);
    await decoder.release();
  });

  it('rank the tokens that may come, and tell the last logits as they are', async () => {
    await convertTiny({});
    const decoder = await InferenceSession.create(join(request.to, 'decoder.onnx'));
    const mask = new Float32Array(300).fill(-Infinity, 280).fill(-Infinity, 0, 9);
    const found = await decode(decoder, [7, 100], 2, { count: 4, mask, from: 280 });
    const [logits, shares] = [floatsOf(found, 'best_logits'), floatsOf(found, 'best_log_shares')];
    for (const beam of [0, 1]) {
      const all = floatsOf(found, 'logits').subarray(beam * 300, (beam + 1) * 300);
      const right = Array.from({ length: 271 }, (_, token) => token + 9)
        .sort((a, b) => all[b]! - all[a]!)
        .slice(0, 4);
      const logSum = Math.log(all.subarray(9, 280).reduce((sum, logit) => sum + Math.exp(logit), 0));
      expect([...(found['best_tokens']!.data as Int32Array)].slice(beam * 4, beam * 4 + 4)).toEqual(right);
      for (const [place, token] of right.entries()) {
        expect(logits[beam * 4 + place]).toBe(all[token]);
        expect(shares[beam * 4 + place]).toBeCloseTo(all[token]! - logSum, 4);
      }
      expect(floatsOf(found, 'last_logits').subarray(beam * 20, (beam + 1) * 20)).toEqual(all.subarray(280));
    }
    await decoder.release();
  });

  it('show the queries of alignment layers only', async () => {
    await convertTiny({ decoderLayers: 3 });
    const decoder = await InferenceSession.create(join(request.to, 'decoder.onnx'));
    expect(decoder.outputNames.filter((name) => name.startsWith('cross_query'))).toEqual(['cross_query_1']);
    await decoder.release();
  });

  it.each([
    ['nothing', {}],
    ['none', { alignment_heads: [], lang_ids: [] }],
  ])('show those of the upper half where the settings name %s, and no languages', async (_what, config) => {
    const { alignmentHeads, languageIds } = await convertTiny({ decoderLayers: 3, config });
    expect({ alignmentHeads, languageIds }).toEqual({ alignmentHeads: [[1, 0], [2, 0]], languageIds: [] }); // prettier-ignore
    const decoder = await InferenceSession.create(join(request.to, 'decoder.onnx'));
    const shown = decoder.outputNames.filter((name) => name.startsWith('cross_query'));
    expect(shown).toEqual(['cross_query_1', 'cross_query_2']);
    await decoder.release();
  });
});

describe('the check of graphs', () => {
  it.each([
    ['encoder', 0.5],
    ['decoder', 0.5],
    ['decoder', 0.95],
  ])('refuses an %s whose weights are wrong from %d of the file on', async (side, share) => {
    await convertTiny({});
    const path = join(request.to, `${side}.onnx.data`);
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(3, Math.floor(bytes.length * share), Math.floor(bytes.length * (share + 0.05))));
    const file = await Ct2File.open(join(request.from, 'model.bin'));
    const weights = new Weights(file);
    const check = checkGraphs({ directory: request.to, weights, shape: readShape(weights), precision: 'int8' });
    await expect(check).rejects.toThrow(ConversionError);
    await file.close();
  });
});

describe('a conversion', () => {
  it('is done once', async () => {
    await convertTiny({});
    const before = await inodeOf('encoder.onnx');
    await convertWhisper(request);
    expect(await inodeOf('encoder.onnx')).toBe(before);
  });

  it.each([
    ['the weights changed', () => writeTinyWhisper(request.from, { vocabulary: 301 })],
    ['the settings changed', () => writeFile(join(request.from, 'config.json'), '{}')],
    ['a converted file is cut', () => truncate(join(request.to, 'encoder.onnx.data'), 1000)],
    [
      'it is of an older format',
      () => editManifest((text) => text.replace(/"format":(\d+)/, (_, format) => `"format":${Number(format) - 1}`)),
    ],
    ['its manifest is damaged', () => editManifest((text) => text.slice(0, 100))],
  ])('is done anew when %s', async (_what, change) => {
    await convertTiny({});
    const before = await inodeOf('encoder.onnx');
    await change();
    await convertWhisper(request);
    expect(await inodeOf('encoder.onnx')).not.toBe(before);
  });

  it('is not done anew when the same weights were copied', async () => {
    await convertTiny({});
    const before = await inodeOf('encoder.onnx');
    await utimes(join(request.from, 'model.bin'), 1, 1);
    await convertWhisper(request);
    expect(await inodeOf('encoder.onnx')).toBe(before);
  });

  it('is shared by those who ask at the same time', async () => {
    await writeTinyWhisper(request.from);
    const said = [new Set<string>(), new Set<string>()];
    const [first, second] = await Promise.all(
      said.map((words) => convertWhisper({ ...request, onProgress: (_share, what) => void words.add(what) })),
    );
    expect(second).toEqual(first);
    // Whichever takes the lock converts; the other only waits.
    const [fewer, more] = said.map((words) => [...words]).sort((one, other) => one.length - other.length);
    expect(fewer).toEqual(['waiting for another process that converts this model']);
    expect(more).toEqual(['converting', 'checking', 'done']);
  });

  it('leaves nothing when it is aborted, and tells why', async () => {
    await writeTinyWhisper(request.from);
    const abort = new AbortController();
    const onProgress = () => abort.abort(new Error('enough'));
    await expect(convertWhisper({ ...request, onProgress, signal: abort.signal })).rejects.toThrow();
    expect(abort.signal.aborted).toBe(true);
    expect((await readdir(request.from)).sort()).toEqual(['config.json', 'model.bin', 'tokenizer.json']);
  });

  it('leaves nothing of damaged weights', async () => {
    await writeTinyWhisper(request.from);
    await truncate(join(request.from, 'model.bin'), 50_000);
    await expect(convertWhisper(request)).rejects.toThrow(/model\.bin: at byte 50000: the file ends inside /);
    expect(await readdir(request.from)).not.toContain('converted');
  });

  it('that was killed is not used, and the next one clears up after it', async () => {
    await writeTinyWhisper(request.from);
    const converter = startConverter();
    await once(converter.stdout, 'data');
    const exit = once(converter, 'exit');
    converter.kill('SIGKILL');
    await exit;
    const left = await readdir(request.from);
    expect(left.filter((name) => name.startsWith('converted.unfinished-'))).toHaveLength(1);
    expect(left).not.toContain('converted');
    const { files } = await convertWhisper({ ...request, kind: 'ggml' });
    expect(files).toEqual([{ name: 'ggml.bin', bytes: (await stat(join(request.to, 'ggml.bin'))).size }]);
    expect((await readdir(request.from)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('leaves nothing in the home directory', async () => {
    await writeTinyWhisper(request.from);
    const home = join(request.from, 'home');
    await mkdir(home);
    const converter = startConverter(['through'], { HOME: home, ORT_DISABLE_TELEMETRY: '' });
    expect(await once(converter, 'exit')).toEqual([0, null]);
    expect(await readdir(home)).toEqual([]);
  });

  it('can be read by others than who made it', async () => {
    await convertTiny({});
    expect((await stat(request.to)).mode & 0o777).toBe(0o755);
  });
});

function startConverter(words: string[] = [], extra: NodeJS.ProcessEnv = {}) {
  const script = join(ROOT, 'libs/models/test/converter.ts');
  const args = ['-r', '@swc-node/register', script, request.from, request.to, ...words];
  const env = { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.base.json'), ...extra };
  return spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function editManifest(edit: (text: string) => string): Promise<void> {
  const path = join(request.to, 'whisper.json');
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

function distance(found: Float32Array, right: Float32Array): number {
  const square = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(square(found.map((value, index) => value - (right[index] ?? 0))) / square(right));
}
