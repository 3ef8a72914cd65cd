import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs';
import { MonitoringService } from './monitoring.service';
import { AuditEntries } from './replies';
import { AuditQuery } from './requests';

/** What operators did that cannot be undone. */
@ApiTags('Monitoring')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly monitoring: MonitoringService) {}

  @ApiOperation({ summary: 'Who did what that cannot be undone, newest first' })
  @ApiOkResponse({ type: AuditEntries })
  @Needs('admin')
  @Get()
  async entries(@Query() { limit }: AuditQuery): Promise<AuditEntries> {
    const entries = await this.monitoring.audit.read(limit);
    return { entries: entries.map(({ at, ...entry }) => ({ at: new Date(at).toISOString(), ...entry })) };
  }
}
