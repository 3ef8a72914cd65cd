import { safeFileName } from './file-name';

describe('a file name', () => {
  it.each([
    ['clip.mp4', 'clip.mp4'],
    ['Grüße 世界 🎬.mp4', 'Grüße 世界 🎬.mp4'],
    ['/etc/passwd', 'passwd'],
    ['C:\\videos\\a.mp4', 'a.mp4'],
    ['..', '_'],
    ['..foo', '_foo'],
    ['.bashrc', '_bashrc'],
    ['a\u0000b\nc"d.txt', 'a_b_c_d.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['u\u0308.txt', 'ü.txt'],
    ['trailing. . ', 'trailing'],
    ['', 'file'],
    ['a/', 'file'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  it('is shortened by whole characters and keeps its extension', () => {
    const name = safeFileName(`${'🎬'.repeat(100)}.mp4`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^(🎬)+\.mp4$/u);
  });
});
