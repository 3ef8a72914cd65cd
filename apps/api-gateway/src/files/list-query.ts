import { IntegerField, TextField } from '@switchyard/contracts';
import { Dto } from '../http/dto';

/** The query of `GET /v1/files`. */
@Dto()
export class ListQuery {
  @TextField({ description: 'how the paths begin, e.g. /share/uploads/', minLength: 0, maxLength: 4096 })
  prefix = '';

  @IntegerField({ description: 'files per page', minimum: 1, maximum: 1000 })
  limit = 100;

  @TextField({ description: '`next_cursor` of the page before', maxLength: 4096, optional: true })
  cursor?: string;
}
