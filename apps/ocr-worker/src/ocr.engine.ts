import { basename } from 'node:path';
import { serveEngine } from '@switchyard/engine';
import { LoadedModel } from './loaded-model';
import type { OcrMethods, OcrResult } from './ocr-methods';
import type { OcrEngine } from './ocr/ocr-engine';
import { isPdf, pdfPages } from './ocr/pdf-pages';
import { loadPicture, type Picture } from './ocr/picture';
import { extractSubtitles } from './subtitles/extract-subtitles';
import { finalize } from './subtitles/finalize';
import { fileIn, readFrames, readStitchedImages } from './subtitles/manifests';
import { rowsOf } from './subtitles/rows-of';
import { stitch } from './subtitles/stitch';
import { around, findSubtitleAreas } from './subtitles/subtitle-area';

const loaded = new LoadedModel();

async function readPage(ocr: OcrEngine, picture: Picture, of: Pick<OcrResult, 'file' | 'page'>): Promise<OcrResult> {
  const { width, height } = picture;
  return { ...of, width, height, start: null, end: null, ...(await ocr.readPicture(picture, { layout: 'page' })) };
}

serveEngine<OcrMethods>({
  detectArea: async ({ model, pictures }, { progress }) => {
    const ocr = await loaded.get(model);
    const boxes = [];
    let size = { width: 0, height: 0 };
    for (const [done, path] of pictures.entries()) {
      const picture = await loadPicture(path);
      size = picture;
      boxes.push(await ocr.detectText(picture));
      progress((done + 1) / pictures.length);
    }
    const { areas, confidence } = findSubtitleAreas(boxes, size.width, size.height);
    return { area: around(areas), confidence, framesExamined: pictures.length };
  },

  stitch: async ({ manifest, from, to, batchSize }, { progress }) => {
    const frames = await readFrames(manifest);
    const { images, manifest: written } = await stitch({ frames, from, to, batchSize }, progress);
    return { manifest: written, count: images.length };
  },

  readStitched: async ({ model, manifest, directory }, { progress }) => {
    const images = await readStitchedImages(manifest);
    const ocr = await loaded.get(model);
    const results: OcrResult[] = [];
    for (const [done, image] of images.entries()) {
      const picture = await loadPicture(fileIn(directory, image.file));
      for (const part of image.parts) {
        const read = await ocr.readPicture(rowsOf(picture, part, image.file), { layout: 'subtitle' });
        results.push({ file: part.file, start: part.start, end: part.end, ...read });
      }
      progress((done + 1) / images.length);
    }
    return results;
  },

  readDocument: async ({ model, path, pages }, { progress, signal }) => {
    const file = basename(path);
    if (!(await isPdf(path))) {
      const picture = await loadPicture(path);
      const ocr = await loaded.get(model);
      progress(0.1);
      return [await readPage(ocr, picture, { file })];
    }
    const results: OcrResult[] = [];
    for await (const { number, picture, of } of pdfPages(path, pages)) {
      signal.throwIfAborted();
      results.push(await readPage(await loaded.get(model), picture, { file, page: number }));
      progress(results.length / of, `page ${number}`);
    }
    return results;
  },

  finalize,

  extractSubtitles: async ({ model, ...video }, work) => extractSubtitles(await loaded.get(model), video, work),
});
