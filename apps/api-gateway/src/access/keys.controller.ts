import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiKeys, SCOPES, type ApiKey, type ChangedLimits, type KeyLimits } from '@switchyard/api-keys';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { KeyRing } from './key-ring';
import { Needs } from './needs';
import { KeyList, KeyReply, KeyRevoked, NewKeyReply } from './replies';
import { KeyLimitsBody, KeyParams, NewKeyBody } from './requests';

/** Makes, lists and revokes API keys. */
@ApiTags('Keys')
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly ring: KeyRing,
  ) {}

  @ApiOperation({ summary: 'Every key and what it may have; not its text' })
  @ApiOkResponse({ type: KeyList })
  @Needs('admin')
  @Get()
  async list(): Promise<KeyList> {
    const [stored, uses] = await Promise.all([this.keys.all(), this.keys.uses()]);
    return { keys: stored.map(({ hash: _hash, ...key }) => replyOf(key, uses.get(key.id))) };
  }

  @ApiOperation({ summary: 'Make a key; from the first one on, every gateway asks for a key' })
  @ApiCreatedResponse({ type: NewKeyReply })
  @Needs('admin')
  @Post()
  async create(@Body() { expires_in, sign_callbacks, ...wanted }: NewKeyBody): Promise<NewKeyReply> {
    const wrong = wanted.scopes.find((scope) => !SCOPES.includes(scope));
    if (wrong !== undefined) throw new InvalidRequestError({ scopes: `${wrong} is none of ${SCOPES.join(', ')}` });
    const expires_at = expires_in === undefined ? null : new Date(Date.now() + expires_in * 1000).toISOString();
    const scopes = [...new Set(wanted.scopes)];
    const { key, text } = await this.keys.create({ ...wanted, ...setOf(wanted), scopes, expires_at });
    const callback_secret = sign_callbacks ? await this.keys.newCallbackSecret(key.id) : null;
    await this.ring.refresh();
    return { ...replyOf(key), text, callback_secret };
  }

  @ApiOperation({ summary: 'Change what a key may have' })
  @ApiOkResponse({ type: KeyReply })
  @Needs('admin')
  @Patch(':id')
  async limit(@Param() { id }: KeyParams, @Body() limits: KeyLimitsBody): Promise<KeyReply> {
    const key = await this.keys.limit(id, namedOf(limits));
    if (!key) throw noKey(id);
    return replyOf(key, (await this.keys.uses()).get(id));
  }

  @ApiOperation({ summary: 'End a key; within a second no gateway takes it' })
  @ApiOkResponse({ type: KeyRevoked })
  @Needs('admin')
  @HttpCode(200)
  @Delete(':id')
  async revoke(@Param() { id }: KeyParams): Promise<KeyRevoked> {
    if (!(await this.keys.revoke(id))) throw noKey(id);
    await this.ring.refresh();
    return { id, keys_left: await this.ring.count() };
  }
}

const replyOf = (key: ApiKey, usedAt?: string): KeyReply => ({ ...key, last_used_at: usedAt ?? null });

/** Only those that are named. */
const namedOf = (limits: KeyLimitsBody): ChangedLimits =>
  Object.fromEntries(Object.entries(limits).filter(([, most]) => most !== undefined));

/** A new key has no limit that could be taken away. */
const setOf = (limits: KeyLimitsBody): Record<keyof KeyLimits, number | undefined> => ({
  most_queued: limits.most_queued ?? undefined,
  most_running: limits.most_running ?? undefined,
  most_bytes: limits.most_bytes ?? undefined,
});

const noKey = (id: string): RequestError =>
  new RequestError('KEY_NOT_FOUND', 'key not found', `there is no key ${id}; GET /v1/keys lists them`);
