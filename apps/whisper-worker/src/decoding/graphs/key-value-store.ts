import { Tensor } from 'onnxruntime-node';
import { HEAD_SIZE, type WhisperLayout } from './whisper-layout';

/** There is room for a multiple of this many tokens: the decoder reads the empty places too, and to make room is to copy. */
const ROOM = 16;
/** A buffer that is too small becomes larger than it must be by this factor. */
const GROWTH = 1.5;

/**
 * The decoder's keys and values of its own tokens, [texts, heads, places, 64] per layer. What a run adds is written behind
 * what is there; the rest stays where it is. The memory serves one text after another.
 */
export class KeyValueStore {
  /** The decoder's inputs, in the order in which it tells what is added to them. */
  private readonly names: readonly string[];
  private readonly buffers: Float32Array[];
  private tensors: Record<string, Tensor> | undefined;
  private texts = 1;
  private tokens = 0;
  private places = 0;

  constructor(private readonly layout: WhisperLayout) {
    const layers = Array.from({ length: layout.decoderLayers }, (_, layer) => layer);
    this.names = layers.flatMap((layer) => [`past_key_${layer}`, `past_value_${layer}`]);
    this.buffers = this.names.map(() => new Float32Array(0));
  }

  /** How many tokens each text has. */
  get length(): number {
    return this.tokens;
  }

  /** Goes back to when there was one text of so many tokens, with which all texts begin. */
  rewind(tokens: number): void {
    this.reshape(1, this.places);
    this.tokens = tokens;
    this.makeRoom(tokens);
  }

  /** What the decoder remembers, as its `past_…` inputs. */
  past(): Record<string, Tensor> {
    if (this.tensors) return this.tensors;
    const shape = [this.texts, this.layout.heads, this.places, HEAD_SIZE];
    const tensorOf = (buffer: Float32Array) =>
      new Tensor('float32', buffer.subarray(0, this.texts * this.floatsPerText), shape);
    return (this.tensors = Object.fromEntries(this.names.map((name, at) => [name, tensorOf(this.buffers[at]!)])));
  }

  /** What `added` more tokens see: all that is remembered, those before them and themselves. The `attention_mask` input. */
  mask(added: number): Tensor {
    const width = this.places + added;
    const mask = new Float32Array(added * width);
    for (let row = 0; row < added; row++) {
      mask.fill(-Infinity, row * width + this.tokens, row * width + this.places);
      mask.fill(-Infinity, row * width + this.places + row + 1, (row + 1) * width);
    }
    return new Tensor('float32', mask, [added, width]);
  }

  /** Remembers what a run added, `new_keys_values` [texts, layers * 2 * heads, added, 64]. */
  append(fresh: Float32Array, added: number): void {
    if (this.tokens + added > this.places) this.makeRoom(this.tokens + added);
    const { heads } = this.layout;
    const [size, stride] = [added * HEAD_SIZE, this.places * HEAD_SIZE];
    let from = 0;
    for (let text = 0; text < this.texts; text++) {
      for (const buffer of this.buffers) {
        for (let head = 0; head < heads; head++) {
          const to = (text * heads + head) * stride + this.tokens * HEAD_SIZE;
          // Views of a few numbers each would cost more than the copies.
          for (let i = 0; i < size; i++) buffer[to + i] = fresh[from + i]!;
          from += size;
        }
      }
    }
    this.tokens += added;
  }

  /** Goes on with these texts; one may be named several times or not at all. */
  select(texts: readonly number[]): void {
    const copies = copiesFor(texts, Math.max(texts.length, this.texts));
    const rows = Math.max(...copies.map(([, to]) => to + 1));
    const size = this.floatsPerText;
    for (const at of copies.length > 0 ? this.names.keys() : []) {
      const buffer = this.reserve(at, rows * size);
      for (const [from, to] of copies) buffer.copyWithin(to * size, from * size, (from + 1) * size);
    }
    this.reshape(texts.length, this.places);
  }

  private reshape(texts: number, places: number): void {
    if (texts === this.texts && places === this.places) return;
    this.texts = texts;
    this.places = places;
    this.tensors = undefined;
  }

  /** Moves the heads of all texts apart, the last one first, or together, the first one first. */
  private makeRoom(tokens: number): void {
    const places = Math.ceil(tokens / ROOM) * ROOM;
    const rows = this.texts * this.layout.heads;
    const [before, after, kept] = [this.places * HEAD_SIZE, places * HEAD_SIZE, this.tokens * HEAD_SIZE];
    for (const at of this.names.keys()) {
      const buffer = this.reserve(at, rows * after);
      for (let moved = 1; moved < rows; moved++) {
        const row = after > before ? rows - moved : moved;
        buffer.copyWithin(row * after, row * before, row * before + kept);
      }
    }
    this.reshape(this.texts, places);
  }

  /** A buffer of at least this size, with what is in it. */
  private reserve(at: number, floats: number): Float32Array {
    const buffer = this.buffers[at]!;
    if (buffer.length >= floats) return buffer;
    const larger = new Float32Array(Math.ceil(floats * GROWTH));
    larger.set(buffer);
    this.tensors = undefined;
    return (this.buffers[at] = larger);
  }

  private get floatsPerText(): number {
    return this.layout.heads * this.places * HEAD_SIZE;
  }
}

/**
 * Copies that put text `texts[i]` in place i, one after the other: none overwrites what another one still needs. Texts that
 * trade places need the spare one.
 */
function copiesFor(texts: readonly number[], spare: number): (readonly [from: number, to: number])[] {
  const copies: (readonly [number, number])[] = [];
  const waiting = new Map([...texts.entries()].filter(([to, from]) => to !== from));
  while (waiting.size > 0) {
    const needed = new Set(waiting.values());
    const free = [...waiting].find(([to]) => !needed.has(to));
    if (free) {
      const [to, from] = free;
      copies.push([from, to]);
      waiting.delete(to);
      continue;
    }
    const first = [...waiting.keys()][0]!;
    copies.push([first, spare]);
    for (const [to, from] of waiting) if (from === first) waiting.set(to, spare);
  }
  return copies;
}
