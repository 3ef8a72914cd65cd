import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationPipeOptions } from '@nestjs/common';
import { InvalidRequestError, NO_OBJECT, TEXT, VALIDATION, isPlainObject, problemsOf } from '@switchyard/contracts';
import { Caller } from '../access/caller';

const OPTIONS: ValidationPipeOptions = {
  ...VALIDATION,
  transform: true,
  validateCustomDecorators: true,
  validationError: { target: true, value: false },
  exceptionFactory: (errors) => new InvalidRequestError(problemsOf(errors)),
};

/** Checks every body, query, path and header by its class. Only a body has types; everything else arrives as text. */
export class RequestPipe implements PipeTransform {
  private readonly body = new ValidationPipe(OPTIONS);
  private readonly text = new ValidationPipe({ ...OPTIONS, transformOptions: { groups: [TEXT] } });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (value instanceof Caller) return Promise.resolve(value);
    if (metadata.type !== 'body') return this.text.transform(value, metadata);
    if (value !== undefined && !isPlainObject(value)) throw new InvalidRequestError({ body: NO_OBJECT });
    return this.body.transform(value, metadata);
  }
}
