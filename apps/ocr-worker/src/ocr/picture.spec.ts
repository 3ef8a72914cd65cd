import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputRejectedError } from '@switchyard/contracts';
import sharp from 'sharp';
import { loadPicture } from './picture';

describe('loading a picture', () => {
  let directory: string;
  beforeAll(async () => (directory = await mkdtemp(join(tmpdir(), 'picture-'))));
  afterAll(() => rm(directory, { recursive: true }));

  const save = async (name: string, bytes: Buffer | string) => {
    const path = join(directory, name);
    await writeFile(path, bytes);
    return path;
  };
  const blank = (width: number, height: number, background = '#ff0000') =>
    sharp({ create: { width, height, channels: 4, background } });

  it('gives RGB pixels', async () => {
    const { data, width, height } = await loadPicture(await save('red.png', await blank(2, 1).png().toBuffer()));
    expect({ data: [...data], width, height }).toEqual({ data: [255, 0, 0, 255, 0, 0], width: 2, height: 1 });
  });

  it('lays transparency on white', async () => {
    const path = await save('clear.png', await blank(1, 1, '#00000000').png().toBuffer());
    expect([...(await loadPicture(path)).data]).toEqual([255, 255, 255]);
  });

  it('makes three colours of a grey picture', async () => {
    const path = await save('grey.png', await blank(1, 1).toColourspace('b-w').png().toBuffer());
    expect((await loadPicture(path)).data).toHaveLength(3);
  });

  it('turns a picture upright', async () => {
    const path = await save('turned.jpg', await blank(20, 10).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(await loadPicture(path)).toMatchObject({ width: 10, height: 20 });
  });

  it('sees a file that was written again', async () => {
    await loadPicture(await save('again.png', await blank(1, 1).png().toBuffer()));
    expect(await loadPicture(await save('again.png', await blank(2, 2).png().toBuffer()))).toMatchObject({ width: 2 });
  });

  it('refuses a picture that would fill the memory, before decoding it', async () => {
    const path = await save('bomb.png', await blank(300, 300).png().toBuffer());
    const loading = loadPicture(path, { maxPixels: 80_000 });
    await expect(loading).rejects.toThrow('bomb.png has 300×300 pixels; at most 0.08 million are read');
    await expect(loading).rejects.toBeInstanceOf(InputRejectedError);
  });

  it.each([
    ['no picture', 'text.png', 'nothing to see'],
    [
      'a format that can point elsewhere',
      'drawing.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    ],
  ])('refuses %s', async (_, name, content) =>
    expect(loadPicture(await save(name, content))).rejects.toBeInstanceOf(InputRejectedError),
  );

  it('names a missing file', () =>
    expect(loadPicture(join(directory, 'gone.png'))).rejects.toThrow('gone.png cannot be read as a picture'));
});
