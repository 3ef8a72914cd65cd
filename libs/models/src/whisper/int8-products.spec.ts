import { int8Products } from './int8-products';

describe('products of int8', () => {
  it.each([
    ['x64', ['avx2'], 'extended'],
    ['x64', ['avx2', 'avx512_vnni'], 'basic'],
    ['x64', ['avx2', 'avx_vnni'], 'basic'],
    ['x64', [], 'basic'],
    ['arm64', [], 'basic'],
  ])('on %s with %j are made at the level %s', (architecture, flags, level) => {
    expect(int8Products(architecture, new Set(flags)).graphOptimizationLevel).toBe(level);
  });
});
