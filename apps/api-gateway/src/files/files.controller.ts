import { Controller, Delete, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SharedStorage, type FilePage } from '@switchyard/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewaySettings } from '../gateway.settings';
import { FilesService } from './files.service';
import { parseListQuery } from './list-query';
import { receiveUpload, type Upload } from './receive-upload';
import { sendFile } from './send-file';

type PathRequest = FastifyRequest<{ Params: { '*': string } }>;

/** Files of the shared storage: inputs come in, outputs go out. */
@ApiTags('Files')
@Controller('v1/files')
export class FilesController {
  constructor(
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(SharedStorage) private readonly storage: SharedStorage,
    @Inject(GatewaySettings) private readonly settings: GatewaySettings,
  ) {}

  @ApiOperation({ summary: 'Upload a file (multipart/form-data)' })
  @Post()
  @HttpCode(201)
  upload(@Req() request: FastifyRequest): Promise<Upload> {
    return receiveUpload(request, this.storage, this.settings.maxUploadBytes);
  }

  @ApiOperation({ summary: 'Files of the share, in pages' })
  @Get()
  list(@Query() query: Record<string, unknown>): Promise<FilePage> {
    return this.files.list(parseListQuery(query));
  }

  /** Serves HEAD too. */
  @ApiOperation({ summary: 'Download a file, with ranges' })
  @Get('*')
  async download(@Req() request: PathRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(await this.files.open(request.params['*']), request, reply);
  }

  @ApiOperation({ summary: 'Remove an uploaded file' })
  @Delete('*')
  @HttpCode(204)
  async remove(@Req() request: PathRequest): Promise<void> {
    await this.files.remove(request.params['*']);
  }
}
