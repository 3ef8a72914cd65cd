import { Controller, Delete, Head, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
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
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { drain } from './receive-form';
import { PATH_HEADER, RESUMABLE, ResumableUploads, type TusReply } from './resumable-uploads';

const OFFSET_BYTES = 'application/offset+octet-stream';
const text = (description: string) => ({ description, schema: { type: 'string' } as const });
const bytesFrom = (minimum: number) => ({ type: 'integer', minimum, maximum: Number.MAX_SAFE_INTEGER });
const VERSION = ApiHeader({ name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: ['1.0.0'] } });
const ID = ApiParam({ name: 'id', description: 'the end of `Location`', schema: { type: 'string', maxLength: 200 } });
const PAIR = '[!-+\\--~]+(?: (?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?)?';
const PAIRS = { type: 'string', pattern: `^${PAIR}(?:,${PAIR})*$` };
const PROGRESS = {
  'Upload-Offset': text('bytes that have arrived'),
  [PATH_HEADER]: text('once the file is whole: what a task is given as its input'),
};

/** Uploads that go on where they broke off, by the tus protocol 1.0.0. */
@ApiTags('Files')
@Controller(RESUMABLE)
export class ResumableController {
  constructor(private readonly uploads: ResumableUploads) {}

  @ApiOperation({ summary: 'Begin a resumable upload (tus 1.0.0)' })
  @VERSION
  @ApiHeader({ name: 'Upload-Length', required: true, description: 'bytes of the whole file', schema: bytesFrom(1) })
  @ApiHeader({ name: 'Upload-Metadata', required: false, description: '`filename` and its base64', schema: PAIRS })
  @ApiCreatedResponse({ description: 'begun', headers: { Location: text('where its pieces go') } })
  @Needs('submit')
  @Post()
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.uploads.begin(request.raw), request);
  }

  @ApiOperation({ summary: 'How far a resumable upload is' })
  @VERSION
  @ID
  @ApiOkResponse({ description: 'how far it is', headers: { ...PROGRESS, 'Upload-Length': text('bytes of the file') } })
  @Needs('submit')
  @Head(':id')
  async look(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.uploads.continue(id, request.raw), request);
  }

  @ApiOperation({ summary: 'Send a piece of a resumable upload' })
  @VERSION
  @ID
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'as HEAD tells it', schema: bytesFrom(0) })
  @ApiConsumes(OFFSET_BYTES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse({ description: 'written', headers: PROGRESS })
  @ApiConflictResponse({ description: 'another offset is next, or the upload has ended', ...FAILURE })
  @Needs('submit')
  @Patch(':id')
  async write(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.uploads.continue(id, request.raw), request);
  }

  @ApiOperation({ summary: 'Give up a resumable upload' })
  @VERSION
  @ID
  @ApiNoContentResponse({ description: 'its bytes are gone' })
  @Needs('submit')
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.uploads.continue(id, request.raw), request);
  }

  private async answer(reply: FastifyReply, told: Promise<TusReply>, { raw }: FastifyRequest): Promise<void> {
    const { status, headers } = await told.catch((error: unknown) => {
      drain(raw);
      throw error;
    });
    await reply.status(status).headers(headers).send();
  }
}
