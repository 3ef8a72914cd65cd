import { runWorker } from '@switchyard/worker-kit';
import { InpaintingModule } from './inpainting.module';
import { InpaintingSettings } from './inpainting.settings';

void runWorker({ service: 'inpainting', module: InpaintingModule, settings: InpaintingSettings });
