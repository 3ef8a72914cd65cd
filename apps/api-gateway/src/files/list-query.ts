import { IntegerField, TextField } from '@switchyard/contracts';
import { SHARE_PATH } from '@switchyard/storage';
import { Dto } from '../http/dto';

const PATH_FORM = {
  maxLength: 4096,
  pattern: SHARE_PATH,
  patternMessage: 'must be relative or begin with /share/, without "..", backslash and NUL byte',
} as const;

/** The query of `GET /v1/files`. */
@Dto()
export class ListQuery {
  @TextField({ description: 'how the paths begin, e.g. /share/uploads/', minLength: 0, ...PATH_FORM })
  prefix = '';

  @IntegerField({ description: 'files per page', minimum: 1, maximum: 1000 })
  limit = 100;

  @TextField({ description: '`next_cursor` of the page before', ...PATH_FORM, optional: true })
  cursor?: string;
}
