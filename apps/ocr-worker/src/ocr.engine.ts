import { serveEngine } from '@switchyard/engine';
import { LoadedModel } from './loaded-model';
import type { OcrMethods, OcrResult } from './ocr-methods';
import { loadPicture } from './ocr/picture';
import { extractSubtitles } from './subtitles/extract-subtitles';
import { fileIn, readFrames, readStitchedImages } from './subtitles/manifests';
import { rowsOf } from './subtitles/rows-of';
import { stitch } from './subtitles/stitch';
import { around, findSubtitleAreas } from './subtitles/subtitle-area';

const loaded = new LoadedModel();

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

  readImage: async ({ model, path }, { progress }) => {
    const picture = await loadPicture(path);
    const ocr = await loaded.get(model);
    progress(0.1);
    const read = await ocr.readPicture(picture, { layout: 'page' });
    return { file: path.slice(path.lastIndexOf('/') + 1), start: null, end: null, ...read };
  },

  extractSubtitles: async ({ model, ...video }, work) => extractSubtitles(await loaded.get(model), video, work),
});
