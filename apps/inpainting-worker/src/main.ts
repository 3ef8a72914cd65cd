import { runWorker } from '@switchyard/worker-kit';
import { InpaintingModule } from './inpainting.module';

void runWorker({ service: 'inpainting', module: InpaintingModule });
