import { KeyValueStore } from './key-value-store';

const layout = {
  ...{ mels: 80 as const, heads: 3, decoderLayers: 1, vocabulary: 10, positions: 448 },
  ...{ alignmentHeads: [], languageIds: [] },
};

/** What a head adds to the number of a token. */
const HEAD = 1000;

/** Adds tokens to each text, as a run would: each has its own number, 1000 more in each next head, keys and values alike. */
function add(store: KeyValueStore, ...texts: number[][]): void {
  const tokens = texts[0]!.length;
  const { heads } = layout;
  const keysAndValues = Array.from({ length: 2 * heads }, (_, at) => HEAD * (at % heads));
  const fresh = texts.flatMap((numbers) =>
    keysAndValues.flatMap((more) => numbers.flatMap((number) => row(number + more))),
  );
  store.append(Float32Array.from(fresh), tokens);
}

const row = (number: number): number[] => Array.from({ length: 64 }, () => number);

/** The numbers of each text that the next token sees; keys and values are the same. */
function remembered(store: KeyValueStore): number[][] {
  const { past_key_0: keys, past_value_0: values } = store.past();
  expect(values!.data).toEqual(keys!.data);
  const [texts, heads, places] = keys!.dims as [number, number, number];
  const seen = [...(store.mask(1).data as Float32Array)].map((penalty) => penalty === 0).slice(0, places);
  const numbersOf = (row: number) =>
    seen.flatMap((isSeen, place) => {
      const at = (row * places + place) * 64;
      const numbers = new Set((keys!.data as Float32Array).subarray(at, at + 64));
      return isSeen ? [...numbers] : [];
    });
  return Array.from({ length: texts }, (_, text) => {
    const numbers = numbersOf(text * heads);
    for (let head = 1; head < heads; head++) {
      expect(numbersOf(text * heads + head)).toEqual(numbers.map((number) => number + HEAD * head));
    }
    return numbers;
  });
}

const count = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe("the decoder's memory", () => {
  let store: KeyValueStore;

  beforeEach(() => {
    store = new KeyValueStore(layout);
  });

  it('begins with one text of no tokens', () => {
    expect(remembered(store)).toEqual([[]]);
    expect(store.past()['past_key_0']!.dims).toEqual([1, 3, 0, 64]);
  });

  it('remembers what runs added, beyond the room it has at first', () => {
    add(store, count(0, 3));
    add(store, count(3, 50));
    add(store, [50]);
    expect(remembered(store)).toEqual([count(0, 51)]);
    expect(store.length).toBe(51);
  });

  it('makes room for all of several texts', () => {
    add(store, [7]);
    store.select([0, 0, 0]);
    for (let token = 0; token < 40; token++) add(store, [token], [100 + token], [200 + token]);
    expect(remembered(store)).toEqual([0, 100, 200].map((first) => [7, ...count(first, first + 40)]));
  });

  it('lies where it lay while there is room', () => {
    add(store, [1, 2]);
    const { past_key_0: before } = store.past();
    add(store, [3]);
    expect(store.past()['past_key_0']).toBe(before);
  });

  it('lets a token see what is remembered, those before it and itself', () => {
    add(store, [1, 2]);
    const { dims, data } = store.mask(2);
    const places = store.past()['past_key_0']!.dims[2]!;
    expect(dims).toEqual([2, places + 2]);
    const seen = [0, 1].map((token) =>
      count(0, places + 2).filter((place) => data[token * (places + 2) + place] === 0),
    );
    expect(seen).toEqual([
      [0, 1, places],
      [0, 1, places, places + 1],
    ]);
  });

  it('goes on with copies of one text, and with some of several', () => {
    add(store, [7]);
    store.select([0, 0, 0]);
    expect(remembered(store)).toEqual([[7], [7], [7]]);
    add(store, [1], [2], [3]);
    store.select([2, 0]);
    expect(remembered(store)).toEqual([
      [7, 3],
      [7, 1],
    ]);
  });

  it.each([
    ['puts copies in the places of texts that are given up', [0, 0, 2]],
    ['lets two trade places', [1, 0, 2]],
    ['lets all move on by one', [1, 2, 0]],
    ['copies texts that move', [1, 2, 1]],
    ['becomes more while places are traded', [2, 1, 0, 0, 2]],
    ['becomes less', [1, 2]],
  ])('%s', (_what, texts) => {
    add(store, [7]);
    store.select([0, 0, 0]);
    add(store, [1], [2], [3]);
    store.select(texts);
    expect(remembered(store)).toEqual(texts.map((text) => [7, text + 1]));
    add(store, ...texts.map((_text, at) => [at + 10]));
    expect(remembered(store)).toEqual(texts.map((text, at) => [7, text + 1, at + 10]));
  });

  it.each([0, 3, 20])('goes back to the first %d tokens, and takes no more room than they need', (tokens) => {
    add(store, count(0, 20));
    store.select([0, 0, 0]);
    for (let more = 20; more < 60; more++) add(store, [more], [more], [more]);
    store.select([2, 1]);
    store.rewind(tokens);
    expect(remembered(store)).toEqual([count(0, tokens)]);
    expect(store.past()['past_key_0']!.dims[2]).toBe(Math.ceil(tokens / 16) * 16);
    add(store, [5]);
    store.select([0, 0]);
    add(store, [6], [7]);
    expect(remembered(store)).toEqual([6, 7].map((last) => [...count(0, tokens), 5, last]));
  });
});
