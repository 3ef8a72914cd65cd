import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiForbiddenResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { InvalidRequestError } from '@switchyard/contracts';
import { INNER_PATH, SharedStorage } from '@switchyard/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, FromCaller } from '../access/caller';
import { TakesFilePass, passIn } from '../access/file-pass-cookie';
import { KeyRing } from '../access/key-ring';
import { Needs } from '../access/needs';
import { namesInUrl, servable, toReplyError } from '../files/file-path';
import { drain } from '../files/receive-form';
import { sendFile } from '../files/send-file';
import { FAILURE } from '../http/dto';
import { LentServices } from './lent-services';
import {
  BeatReply,
  ServiceBeat,
  ServiceEnd,
  ServiceNote,
  ServiceOutput,
  ServiceWorker,
  TakenReply,
  WriteReply,
} from './service-requests';

type PathRequest = FastifyRequest<{ Params: { '*': string } }>;

const BYTES = { type: 'string', format: 'binary' } as const;
const PATH = {
  name: 'path',
  schema: { type: 'string', minLength: 1, maxLength: 4000, pattern: INNER_PATH.source },
} as const;

/** What workers of the catalogue on idle machines ask and tell. */
@ApiTags('Idle machines')
@Controller('internal/service')
export class ServicesController {
  constructor(
    private readonly lent: LentServices,
    private readonly storage: SharedStorage,
    private readonly ring: KeyRing,
  ) {}

  @ApiOperation({ summary: 'Begin an attempt at a task of the catalogue on a node' })
  @ApiOkResponse({ type: TakenReply })
  @ApiForbiddenResponse({ description: 'the service does not go to nodes: NODE_SERVICES', ...FAILURE })
  @Needs('node')
  @Post('take')
  @HttpCode(200)
  take(@Body() body: ServiceWorker, @FromCaller() caller: Caller): Promise<TakenReply> {
    return this.lent.take(body, caller);
  }

  @ApiOperation({ summary: 'A sign of life of a worker on a node, and of its attempt' })
  @ApiOkResponse({ type: BeatReply })
  @Needs('node')
  @Post('beat')
  @HttpCode(200)
  async beat(@Body() body: ServiceBeat, @FromCaller() caller: Caller): Promise<BeatReply> {
    return { answers: await this.lent.beat(body, caller) };
  }

  @ApiOperation({ summary: 'Tell something of an attempt' })
  @ApiOkResponse({ type: WriteReply })
  @Needs('node')
  @Post('note')
  @HttpCode(200)
  async note(@Body() body: ServiceNote, @FromCaller() caller: Caller): Promise<WriteReply> {
    return { answer: await this.lent.note(body, caller) };
  }

  @ApiOperation({ summary: 'What an attempt came to; `lost` when it is not the current one any more' })
  @ApiOkResponse({ type: WriteReply })
  @Needs('node')
  @Post('end')
  @HttpCode(200)
  async end(@Body() body: ServiceEnd, @FromCaller() caller: Caller): Promise<WriteReply> {
    return { answer: await this.lent.end(body, caller) };
  }

  @ApiOperation({ summary: 'Store an output of an attempt' })
  @ApiParam({ ...PATH, description: 'below the directory of the attempt' })
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ schema: BYTES })
  @ApiNoContentResponse({ description: 'stored' })
  @ApiConflictResponse({ description: 'the attempt is not the current one', ...FAILURE })
  @Needs('node')
  @Put('outputs/*')
  @HttpCode(204)
  async output(
    @Query() query: ServiceOutput,
    @Req() { params, raw }: PathRequest,
    @FromCaller() caller: Caller,
  ): Promise<void> {
    await this.lent.receive(query, params['*'], raw, caller).catch((error: unknown) => {
      drain(raw);
      throw error;
    });
  }

  /** With keys only by a link that `take` gave; a key alone opens no file. */
  @ApiOperation({ summary: 'Read an input of a task by its link, with ranges' })
  @ApiParam({ ...PATH, description: 'as it stands in the link' })
  @ApiQuery({ name: 'pass', required: false, schema: { type: 'string' }, description: 'as it stands in the link' })
  @ApiHeader({ name: 'Range', required: false, description: 'one part of the file, e.g. bytes=0-1023' })
  @ApiOkResponse({ description: 'the file', content: { '*/*': { schema: BYTES } } })
  @ApiResponse({ status: 206, description: 'one part of the file', content: { '*/*': { schema: BYTES } } })
  @ApiResponse({ status: 304, description: 'the node has it' })
  @ApiResponse({ status: 416, description: 'the range is outside the file', ...FAILURE })
  @Needs('node')
  @TakesFilePass()
  @Get('inputs/*')
  async input(@Req() request: PathRequest, @Res() reply: FastifyReply, @FromCaller() caller: Caller): Promise<void> {
    if (caller.key) {
      const presented = passIn(request);
      if (presented?.path === undefined) throw new InvalidRequestError({ pass: 'is missing: take the link as it is' });
      await this.ring.callerOfPass(presented);
    }
    const sharePath = servable(namesInUrl(request.params['*']));
    const file = await this.storage.openForRead(sharePath).catch((error: unknown) => {
      throw toReplyError(error);
    });
    await sendFile(file, request, reply);
  }
}
