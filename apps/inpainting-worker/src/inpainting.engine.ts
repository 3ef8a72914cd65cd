import { serveEngine } from '@switchyard/engine';
import { removeArea } from './engine/remove-area';
import { removeSubtitles } from './engine/remove-subtitles';
import type { InpaintingMethods } from './inpainting-methods';

serveEngine<InpaintingMethods>({ removeSubtitles, removeArea });
