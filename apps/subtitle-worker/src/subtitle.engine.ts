import { serveEngine } from '@switchyard/engine';
import type { SubtitleMethods } from './subtitle-methods';
import { generate } from './work/generate-subtitle-files';
import { fillTurns, nameSpeakers, partAtWords } from './work/merge-speakers';
import { prepare, rebuild, segment } from './work/words';

serveEngine<SubtitleMethods>({ generate, nameSpeakers, partAtWords, fillTurns, rebuild, segment, prepare });
