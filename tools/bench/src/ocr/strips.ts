import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@switchyard/testing';
import sharp from 'sharp';
import type { Language } from './subtitle-texts';

/** A generated picture and what stands in it. */
export interface Strip {
  path: string;
  language: string;
  condition: Condition;
  text: string;
}

export const CONDITIONS = ['clean', 'noisy', 'small'] as const;
export type Condition = (typeof CONDITIONS)[number];

const WIDTH = 1280;
const HEIGHT = 180;
const TEXT_SIZE: Record<Condition, number> = { clean: 44, noisy: 44, small: 26 };
const COLOURS = ['white', 'white', '#ffe94d'];
/** Standard deviation of the noise of each colour, of 255. */
const NOISE = 25;

/** Draws every text in every condition as a strip with burnt-in subtitles; equal seeds give equal strips. */
export async function generateStrips(directory: string, languages: readonly Language[], seed = 7): Promise<Strip[]> {
  await mkdir(directory, { recursive: true });
  const strips: Strip[] = [];
  for (const language of languages) {
    for (const condition of CONDITIONS) {
      for (const [index, lines] of language.texts.entries()) {
        const path = join(directory, `${language.code}-${condition}-${index}.png`);
        await writeFile(path, await drawStrip(language, lines, condition, seed * 1000 + index));
        strips.push({ path, language: language.code, condition, text: lines.join('\n') });
      }
    }
  }
  return strips;
}

async function drawStrip(language: Language, lines: string[], condition: Condition, seed: number): Promise<Buffer> {
  const random = seededRandom(seed);
  const text = Buffer.from(subtitle(language, lines, TEXT_SIZE[condition], COLOURS[seed % COLOURS.length]!));
  const strip = await sharp(await plasma(random))
    .composite([{ input: text }])
    .png()
    .toBuffer();
  return condition === 'noisy' ? spoil(strip, random) : strip;
}

/** Coloured clouds: what a video may show behind its subtitles. */
async function plasma(random: () => number): Promise<Buffer> {
  const cells = { width: 16, height: 4, channels: 3 as const };
  const colours = Uint8Array.from({ length: cells.width * cells.height * 3 }, () => random() * 200);
  return sharp(colours, { raw: cells }).resize(WIDTH, HEIGHT, { kernel: 'cubic', fit: 'fill' }).png().toBuffer();
}

function subtitle({ font }: Language, lines: string[], size: number, colour: string): string {
  const lineHeight = size * 1.35;
  const first = HEIGHT / 2 - ((lines.length - 1) * lineHeight) / 2 + size * 0.35;
  const style = `font-family="${font}" font-size="${size}" font-weight="bold" text-anchor="middle"`;
  const outline = `fill="${colour}" stroke="black" stroke-width="${size / 12}" paint-order="stroke"`;
  const rows = lines.map((line, row) => `<text x="50%" y="${first + row * lineHeight}">${escape(line)}</text>`);
  return `<svg width="${WIDTH}" height="${HEIGHT}"><g ${style} ${outline}>${rows.join('')}</g></svg>`;
}

/** Colour noise, blur and strong JPEG compression. */
async function spoil(strip: Buffer, random: () => number): Promise<Buffer> {
  const { data, info } = await sharp(strip).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const noisy = Uint8ClampedArray.from(data, (value) => value + NOISE * bellCurve(random));
  const { width, height } = info;
  const jpeg = await sharp(noisy, { raw: { width, height, channels: 3 } })
    .blur(1)
    .jpeg({ quality: 40 })
    .toBuffer();
  return sharp(jpeg).png().toBuffer();
}

/** Mean 0, standard deviation 1: twelve uniform numbers added up. */
function bellCurve(random: () => number): number {
  return Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
