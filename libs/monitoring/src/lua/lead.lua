#!lua flags=allow-oom
--#include common.lua
-- Takes or renews the lead among the monitors. Every monitor calls it every few seconds. A time without a call therefore means
-- that Redis or all monitors were away, or that the clock jumped. A heartbeat that is late then does not show a dead attempt,
-- so a grace period begins.
-- KEYS: 1 lease, 2 monitor, 3 detector, 4 settings changed at run time, 5.. sets of deadlines
-- ARGV: 1 monitor, 2 lease ms, 3 settings of this monitor (JSON), 4 heartbeat timeout ms unless it was changed, 5 ms between
--       two calls of a monitor, 6 gap ms after which the monitor counts as started anew
-- Returns {1, fence} when the lead is ours, else {0, ms until the lease ends}
local now = now_ms()
local timeout = tonumber(redis.call('HGET', KEYS[4], 'task_heartbeat_timeout') or ARGV[4] / 1000) * 1000
-- longer than two turns, and shorter than it takes to be late
local gap = math.max(ARGV[5] * 2, math.min(ARGV[5] * 3, timeout / 2))
local passed = now - (redis.call('HGET', KEYS[3], 'seen_at') or now)
local seen = redis.call('HMGET', KEYS[2], 'led_at', 'fence', 'enabled', 'redis_run', 'started_at')
-- A Redis that was started again lost its clients, however short its absence was.
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
local latest = int(now + timeout)
local restarted = seen[4] and seen[4] ~= run
if math.abs(passed) > gap or restarted then
  redis.call('HSET', KEYS[3], 'grace_until', latest)
  -- Where an attempt beat although no monitor called, Redis was there.
  local beat = tonumber(redis.call('ZREVRANGE', KEYS[5], 0, 0, 'WITHSCORES')[2] or 0) - timeout
  if restarted or (passed > gap and beat < now - passed + ARGV[5]) then redis.call('HSET', KEYS[3], 'away_until', latest) end
end
if passed < -gap then
  -- deadlines of before the clock was set back are too far away; who lives sets his anew
  for i = 5, #KEYS do
    for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[i], '(' .. latest, '+inf')) do redis.call('ZADD', KEYS[i], latest, id) end
  end
end
redis.call('HSET', KEYS[3], 'seen_at', int(now), 'gap_ms', int(gap))
redis.call('HSET', KEYS[2], 'redis_run', run)
local holder = redis.call('HMGET', KEYS[1], 'monitor', 'fence', 'lease_ms')
if holder[1] and holder[1] ~= ARGV[1] then
  local left = redis.call('PTTL', KEYS[1])
  if not holder[3] or left <= tonumber(holder[3]) then return { 0, left } end
  -- more than a whole lease is left only when the clock was set back
  redis.call('PEXPIRE', KEYS[1], holder[3])
  return { 0, tonumber(holder[3]) }
end
local fence = holder[2]
if not fence then
  fence = int(math.max(tonumber(seen[2] or 0) + 1, now))
  redis.call('HSET', KEYS[1], 'monitor', ARGV[1], 'fence', fence, 'lease_ms', ARGV[2])
  redis.call('HSET', KEYS[2], 'fence', fence, 'leader', ARGV[1], 'settings', ARGV[3])
  if seen[3] ~= '0' and (not seen[5] or now - (seen[1] or 0) > tonumber(ARGV[6])) then
    redis.call('HSET', KEYS[2], 'started_at', int(now))
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], 'led_at', int(now))
return { 1, fence }
