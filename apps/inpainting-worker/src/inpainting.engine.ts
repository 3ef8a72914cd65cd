import { serveEngine } from '@switchyard/engine';
import { removeSubtitles } from './engine/remove-subtitles';
import type { InpaintingMethods } from './inpainting-methods';

serveEngine<InpaintingMethods>({ removeSubtitles });
