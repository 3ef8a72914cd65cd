import type { Patch } from '../lua-variant';
import type { Invariant } from '../model';

/** Builds that break one promise each; the test of that promise has to fail on them. */
export const BROKEN: Record<string, Patch & { breaks: Invariant }> = {
  'an expired lease frees the GPU at once': {
    breaks: 'one holder',
    file: 'common.lua',
    find: `  quarantine(unclaimed and 'unclaimed' or 'expire', unclaimed or lease.state == 'warm')`,
    replace: `  if true then return free() end`,
  },
  'a warm engine is forgotten when another process is next': {
    breaks: 'one holder',
    file: 'common.lua',
    find: `  if warm and waiter.worker ~= lease.worker then return quarantine('wanted', true) end`,
    replace: ``,
  },
  'a grant that its process does not accept frees the GPU, although its task may have begun': {
    breaks: 'one holder',
    file: 'common.lua',
    find: `  local unclaimed = lease.accepted == '0'`,
    replace: `  if lease.accepted == '0' and lease.warm == '0' then return free() end
  local unclaimed = lease.accepted == '0'`,
  },
  'a grant of a warm engine that its process does not accept frees the GPU': {
    breaks: 'one holder',
    file: 'common.lua',
    find: `  local unclaimed = lease.accepted == '0'`,
    replace: `  if lease.accepted == '0' and lease.warm == '1' then return free() end
  local unclaimed = lease.accepted == '0'`,
  },
  'a grant that its process did not accept is revoked without confirmation': {
    breaks: 'one holder',
    file: 'revoke.lua',
    find: `quarantine(ARGV[10],`,
    replace: `if lease.accepted == '0' then
  free()
  pass_on()
  return 'revoked'
end
quarantine(ARGV[10],`,
  },
  'the fence is a plain counter': {
    breaks: 'growing fences',
    file: 'common.lua',
    find: `int(math.max((tonumber(redis.call('GET', FENCE)) or 0) + 1, now))`,
    replace: `int((tonumber(redis.call('GET', FENCE)) or 0) + 1)`,
  },
  'the fence is the clock': {
    breaks: 'growing fences',
    file: 'common.lua',
    find: `int(math.max((tonumber(redis.call('GET', FENCE)) or 0) + 1, now))`,
    replace: `int(now)`,
  },
  'the scripts ignore token and fence': {
    breaks: 'strangers change nothing',
    file: 'common.lua',
    find: `return lease.token == token and lease.lease_fence == fence end`,
    replace: `return lease.lease_fence ~= nil end`,
  },
  'a revoke ignores the fence': {
    breaks: 'strangers change nothing',
    file: 'revoke.lua',
    find: ` or lease.lease_fence ~= ARGV[9] then`,
    replace: ` then`,
  },
  'a renewal brings a lost lease back': {
    breaks: 'strangers change nothing',
    file: 'renew.lua',
    find: `if (lease.state ~= 'held' and lease.state ~= 'warm') or not is_mine(ARGV[9], ARGV[10]) then`,
    replace: `if lease.state == 'quarantined' and is_mine(ARGV[9], ARGV[10]) then change('state', 'held') end
if not is_mine(ARGV[9], ARGV[10]) then`,
  },
  'a task that comes back goes to the end of the queue': {
    breaks: 'first come, first served',
    file: 'enqueue.lua',
    find: `redis.call('ZADD', QUEUE, ARGV[13], id)`,
    replace: `redis.call('ZADD', QUEUE, redis.call('INCR', FENCE), id)`,
  },
  'a warm engine serves its own process first': {
    breaks: 'first come, first served',
    file: 'common.lua',
    find: `  local warm = lease.state == 'warm'`,
    replace: `  local warm = lease.state == 'warm'
  for _, other in ipairs(warm and redis.call('ZRANGE', QUEUE, 0, -1) or {}) do
    if waiter_of(other).worker == lease.worker then id, waiter = other, waiter_of(other) end
  end`,
  },
  'dead waiters stay': {
    breaks: 'dead waiters leave',
    file: 'common.lua',
    find: `  drop_dead_waiters()
`,
    replace: ``,
  },
  'an offer lasts as long as a lease': {
    breaks: 'dead waiters leave',
    file: 'common.lua',
    find: `'deadline', alive_until)`,
    replace: `'deadline', int(watched + TTL))`,
  },
  'a dead holder keeps its lease': {
    breaks: 'dead holders are replaced',
    file: 'common.lua',
    find: `  if not lease.state or tonumber(lease.deadline) > watched then return end`,
    replace: `  if lease.state ~= 'quarantined' or tonumber(lease.deadline) > watched then return end`,
  },
  'jumps of the clock count as time': {
    breaks: 'clocks expire no lease',
    file: 'common.lua',
    find: `  if passed < 0 or passed > GAP then skew = skew + passed end`,
    replace: ``,
  },
  'an operator frees the GPU at once': {
    breaks: 'confirmed before passed on',
    file: 'revoke.lua',
    find: `quarantine(ARGV[10], lease.state == 'warm' or lease.accepted == '0')`,
    replace: `free()
pass_on()`,
  },
  'one confirmation is enough': {
    breaks: 'confirmed before passed on',
    file: 'confirm.lua',
    find: `if lease.attempt_gone ~= '1' or lease.engine_gone ~= '1' then return 'noted' end`,
    replace: ``,
  },
};
