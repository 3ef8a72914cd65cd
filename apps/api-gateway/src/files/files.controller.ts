import { Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { INNER_PATH, SharedStorage } from '@switchyard/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesFilePass } from '../access/file-pass-cookie';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { FilesService } from './files.service';
import { ListQuery } from './list-query';
import { receiveForm } from './receive-form';
import { FilePageReply, UploadReply } from './replies';
import { sendFile } from './send-file';
import { StorageRoom } from './storage-room';

type PathRequest = FastifyRequest<{ Params: { '*': string } }>;

const BYTES = { type: 'string', format: 'binary' } as const;
const FORM = { type: 'object', required: ['file'], properties: { file: BYTES }, additionalProperties: false };
const PATH = {
  name: 'path',
  description: 'with or without /share/ before it, e.g. share/uploads/…',
  schema: { type: 'string', minLength: 1, maxLength: 4000, pattern: INNER_PATH.source },
} as const;
const UPLOAD = { ...PATH, schema: { ...PATH.schema, pattern: `^(?:share/)?uploads/${INNER_PATH.source.slice(1)}` } };

/** Files of the shared storage: inputs come in, outputs go out. */
@ApiTags('Files')
@Controller('v1/files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly storage: SharedStorage,
    private readonly room: StorageRoom,
  ) {}

  @ApiOperation({ summary: 'Upload a file' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiCreatedResponse({ type: UploadReply })
  @Needs('submit')
  @Post()
  @HttpCode(201)
  async upload(@Req() request: FastifyRequest): Promise<UploadReply> {
    const limits = await this.room.uploadLimits();
    return (await receiveForm(request, this.storage, { ...limits, takesFields: false })).upload;
  }

  @ApiOperation({ summary: 'Files of the share, in pages' })
  @ApiOkResponse({ type: FilePageReply })
  @Needs('read')
  @Get()
  list(@Query() query: ListQuery): Promise<FilePageReply> {
    return this.files.list(query);
  }

  /** Serves HEAD too. */
  @ApiOperation({ summary: 'Download a file, with ranges' })
  @ApiParam(PATH)
  @ApiQuery({ name: 'pass', required: false, schema: { type: 'string' }, description: 'of a link that needs no key' })
  @ApiHeader({ name: 'Range', required: false, description: 'one part of the file, e.g. bytes=0-1023' })
  @ApiOkResponse({ description: 'the file', content: { '*/*': { schema: BYTES } } })
  @ApiResponse({ status: 206, description: 'one part of the file', content: { '*/*': { schema: BYTES } } })
  @ApiResponse({ status: 304, description: 'the client has it' })
  @ApiResponse({ status: 416, description: 'the range is outside the file', ...FAILURE })
  @Needs('read')
  @TakesFilePass()
  @Get('*')
  async download(@Req() request: PathRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(await this.files.open(request.params['*']), request, reply);
  }

  @ApiOperation({ summary: 'Remove an uploaded file' })
  @ApiParam(UPLOAD)
  @ApiConflictResponse({ description: 'it belongs to a task', ...FAILURE })
  @ApiNoContentResponse({ description: 'it is not there any more' })
  @Needs('submit')
  @Delete('*')
  @HttpCode(204)
  async remove(@Req() request: PathRequest): Promise<void> {
    await this.files.remove(request.params['*']);
  }
}
