import { Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../access/needs';
import { McpSessions } from './mcp-sessions';

/** The Model Context Protocol over HTTP; it describes itself to its clients. */
@ApiExcludeController()
@Controller('mcp')
export class McpController {
  constructor(private readonly sessions: McpSessions) {}

  @Needs('submit')
  @Post()
  post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sessions.handle(request, reply);
  }

  @Needs('submit')
  @Get()
  listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sessions.handle(request, reply);
  }

  @Needs('submit')
  @Delete()
  end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sessions.handle(request, reply);
  }
}
