import { extname } from 'node:path';

/** Types a browser may show: none of them can run a script. */
const SHOWN: Readonly<Record<string, string>> = {
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.avi': 'video/x-msvideo',
  '.m4v': 'video/mp4',
  '.mkv': 'video/x-matroska',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.mpg': 'video/mpeg',
  '.ts': 'video/mp2t',
  '.webm': 'video/webm',
  '.bmp': 'image/bmp',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.webp': 'image/webp',
  '.ass': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.log': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.rttm': 'text/plain; charset=utf-8',
  '.srt': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
};

const SAVED: Readonly<Record<string, string>> = {
  '.gz': 'application/gzip',
  '.pdf': 'application/pdf',
  '.tar': 'application/x-tar',
  '.zip': 'application/zip',
};

/** How a file is served, by its extension; what is not known can only be saved. */
export function contentOf(name: string): { type: string; disposition: 'inline' | 'attachment' } {
  const extension = extname(name).toLowerCase();
  const shown = SHOWN[extension];
  if (shown) return { type: shown, disposition: 'inline' };
  return { type: SAVED[extension] ?? 'application/octet-stream', disposition: 'attachment' };
}

/** RFC 6266: the name in ASCII for old clients, in UTF-8 for the others. */
export function dispositionOf(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, percent);
  return `${contentOf(name).disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
