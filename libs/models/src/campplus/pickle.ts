/** A class or function that a pickle names; it is not looked up. */
interface Named {
  name: string;
}

/** What a pickle would have made by a call. */
export interface PickledCall {
  callee: Named;
  arguments: unknown[];
}

/** Marks where the items of a tuple or a dict begin. */
const MARK = Symbol('mark');

/**
 * Reads what PyTorch writes of a state dict, by the opcodes of https://github.com/python/cpython/blob/main/Lib/pickletools.py
 * that occur in it; refuses others. Ordered dicts become Maps, other calls are told, never made.
 */
export function readPickle(pickle: Uint8Array): unknown {
  const bytes = Buffer.from(pickle);
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  let at = 0;
  const byte = (): number => bytes.readUInt8(at++);
  const uint16 = (): number => bytes.readUInt16LE((at += 2) - 2);
  const uint32 = (): number => bytes.readUInt32LE((at += 4) - 4);
  const line = (): string => bytes.toString('utf8', at, (at = bytes.indexOf(10, at) + 1) - 1);
  const text = (length: number): string => bytes.toString('utf8', at, (at += length));
  const sinceMark = (): unknown[] => stack.splice(stack.lastIndexOf(MARK)).slice(1);
  const last = (count: number): unknown[] => stack.splice(stack.length - count);

  const steps: Record<string, () => unknown> = {
    '\x80': () => byte(), // PROTO
    c: () => stack.push({ name: `${line()}.${line()}` }), // GLOBAL
    '(': () => stack.push(MARK),
    ')': () => stack.push([]),
    '}': () => stack.push(new Map()),
    X: () => stack.push(text(uint32())), // BINUNICODE
    K: () => stack.push(byte()), // BININT1
    M: () => stack.push(uint16()), // BININT2
    J: () => stack.push(bytes.readInt32LE((at += 4) - 4)), // BININT
    '\x88': () => stack.push(true),
    '\x89': () => stack.push(false),
    t: () => stack.push(sinceMark()), // TUPLE
    '\x85': () => stack.push(last(1)), // TUPLE1
    '\x86': () => stack.push(last(2)), // TUPLE2
    '\x87': () => stack.push(last(3)), // TUPLE3
    q: () => memo.set(byte(), stack.at(-1)), // BINPUT
    r: () => memo.set(uint32(), stack.at(-1)), // LONG_BINPUT
    h: () => stack.push(memo.get(byte())), // BINGET
    j: () => stack.push(memo.get(uint32())), // LONG_BINGET
    Q: () => stack.push({ persistent: stack.pop() }), // BINPERSID
    R: () => stack.push(called(...(last(2) as [Named, unknown[]]))), // REDUCE
    s: () => setItems(stack, last(2)), // SETITEM
    u: () => setItems(stack, sinceMark()), // SETITEMS
    b: () => stack.pop(), // BUILD: attributes of an object
  };
  for (let code = String.fromCharCode(byte()); code !== '.'; code = String.fromCharCode(byte())) {
    const step = steps[code];
    if (!step) throw new Error(`a pickle with the opcode 0x${code.charCodeAt(0).toString(16)} is no state dict`);
    step();
  }
  return stack.pop();
}

function called(callee: Named, values: unknown[]): Map<unknown, unknown> | PickledCall {
  return callee.name === 'collections.OrderedDict' ? new Map() : { callee, arguments: values };
}

function setItems(stack: unknown[], items: unknown[]): void {
  const dict = stack.at(-1) as Map<unknown, unknown>;
  for (let at = 0; at < items.length; at += 2) dict.set(items[at], items[at + 1]);
}
