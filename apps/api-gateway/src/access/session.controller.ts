import { Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromCaller, type Caller } from './caller';
import { passCookie, passUntilMs } from './file-pass-cookie';
import { KeyRing } from './key-ring';
import { Needs } from './needs';
import { SessionReply } from './replies';

/** What a page asks before anything else. */
@ApiTags('Keys')
@Controller('v1/session')
export class SessionController {
  constructor(private readonly ring: KeyRing) {}

  @ApiOperation({
    summary: 'Who asks; a page gets a cookie with which its players and links read files, and nothing else',
  })
  @ApiOkResponse({ type: SessionReply })
  @Needs('read')
  @HttpCode(200)
  @Post()
  open(
    @FromCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SessionReply {
    const pass = this.ring.filePass(caller, passUntilMs());
    if (pass !== undefined) void reply.header('set-cookie', passCookie(request, pass));
    if (!caller.key) return { key: null };
    const { id, name, scopes, expires_at } = caller.key;
    return { key: { id, name, scopes, expires_at, sees_all: caller.seesAll } };
  }

  @ApiOperation({ summary: 'Takes the cookie of a page away' })
  @ApiNoContentResponse({ description: 'the browser has it no longer' })
  @Needs('read')
  @HttpCode(204)
  @Delete()
  close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.header('set-cookie', passCookie(request, undefined));
  }
}
