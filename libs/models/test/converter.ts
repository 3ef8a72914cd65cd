import 'reflect-metadata';
import { convertWhisper } from '../src';

/**
 * A process that begins to convert a model, says so, and stands still: `converter.ts FROM TO`. With a last word `through` it
 * converts for ONNX Runtime, to the end.
 */
const [from = '', to = '', word] = process.argv.slice(2);
const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
const onProgress = () => process.stdout.write('begun\n') && standStill();
void convertWhisper({ from, to, ...(word === 'through' ? { kind: 'onnx' } : { kind: 'ggml', onProgress }) });
