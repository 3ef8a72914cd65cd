/** Values of all 65 536 half floats (IEEE 754 binary16), made at first use. */
let table: Float32Array | undefined;

function halfTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(65_536);
  for (let bits = 0; bits < 65_536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else if (exponent === 31) table[bits] = fraction ? NaN : sign * Infinity;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

export function halvesToFloats(halves: Uint16Array): Float32Array {
  const values = halfTable();
  const floats = new Float32Array(halves.length); // filled by hand: `from` with a function is ten times slower
  for (let i = 0; i < halves.length; i++) floats[i] = values[halves[i] ?? 0] ?? 0;
  return floats;
}

/** bfloat16 is the upper half of a float. */
export function upperHalvesToFloats(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

/** Rounds to the nearest half float, ties to even; what is too large becomes infinite. */
export function floatsToHalves(floats: Float32Array): Uint16Array {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < bits.length; i++) halves[i] = halfOf(bits[i] ?? 0);
  return halves;
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 255) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent === 143) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  if (exponent > 0) return sign | roundToEven((exponent << 23) | fraction, 13);
  return sign | roundToEven(fraction | 0x800000, 14 - exponent);
}

/** Shifts `drop` bits out; a carry out of the fraction raises the exponent, as it should. */
function roundToEven(value: number, drop: number): number {
  const kept = value >>> drop;
  const lost = value & ((1 << drop) - 1);
  const half = 1 << (drop - 1);
  return lost > half || (lost === half && kept & 1) ? kept + 1 : kept;
}
