import type { Area } from '@switchyard/contracts';
import type { OcrModelFiles, ReadPicture } from './ocr/ocr-engine';
import type { PdfRange } from './ocr/pdf-pages';
import type { SubtitleFiles } from './subtitle-files';
import type { Doubts } from './subtitles/doubts';
import type { FinalizeParams } from './subtitles/finalize';
import type { PictureSize } from './subtitles/in-picture';
import type { ReadCue } from './subtitles/merge-readings';

/** What was read in one picture or frame. */
export interface OcrResult extends ReadPicture {
  file: string;
  /** Of a PDF, counted from 1. */
  page?: number;
  /** Pixels of the picture or the drawn page, in which the boxes are. */
  width?: number;
  height?: number;
  /** Seconds; null for a single picture. */
  start: number | null;
  end: number | null;
}

/** Which model the engine's process loads, and how many threads it takes; it stays loaded for the next call. */
export interface EngineModel extends OcrModelFiles {
  /** By default every core. */
  threads?: number;
  /** On the GPU that the engine's process sees. */
  cuda?: boolean;
}

/** Where subtitles stand in the pictures of a video. */
export interface FoundArea {
  /** Null when no subtitles were found. */
  area: Area | null;
  /** Share of the pictures with text there. */
  confidence: number;
  framesExamined: number;
}

/** What the OCR engine's process does. */
export interface OcrMethods {
  detectArea(params: { model: EngineModel; pictures: string[] }): Promise<FoundArea>;
  stitch(params: {
    manifest: string;
    from: string;
    to: string;
    batchSize: number;
  }): Promise<{ manifest: string; count: number }>;
  readStitched(params: { model: EngineModel; manifest: string; directory: string }): Promise<OcrResult[]>;
  /** A picture, or the pages of a PDF. */
  readDocument(params: { model: EngineModel; path: string; pages: PdfRange }): Promise<OcrResult[]>;
  /** Reads long files, which would keep the worker from its heartbeats. */
  finalize(params: FinalizeParams): Promise<SubtitleFiles>;
  extractSubtitles(params: {
    model: EngineModel;
    videoPath: string;
    area?: Area;
    fps: number;
    tempDir: string;
  }): Promise<ExtractedSubtitles>;
}

export interface ExtractedSubtitles {
  area: Area | null;
  /** Of the video, in which the boxes of the cues are. */
  picture: PictureSize;
  cues: ReadCue[];
  framesExamined: number;
  framesRead: number;
  /** What was read too unsurely to trust it, and why. */
  doubts: Doubts;
  mediaSeconds: number | null;
  degraded: string[];
}
