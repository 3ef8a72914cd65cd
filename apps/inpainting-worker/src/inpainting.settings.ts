import { IntegerField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the inpainting worker needs to know. */
export class InpaintingSettings extends ModelSettings {
  @IntegerField({
    description:
      'threads of a network that paints, and pictures that the method quality paints at once; 0 takes every core',
    minimum: 0,
    maximum: 256,
  })
  inpaintingThreads = 0;
}
