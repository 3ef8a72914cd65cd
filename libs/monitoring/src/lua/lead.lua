--#include common.lua
-- Takes or renews the lead among the monitors. Every monitor calls it every few seconds, so a time without a call is a
-- time in which Redis or all monitors were away; heartbeats that are late then are late through nobody's fault.
-- KEYS: 1 lease, 2 monitor, 3 sweep
-- ARGV: 1 monitor, 2 lease ms, 3 settings of this monitor (JSON), 4 heartbeat timeout ms, 5 gap ms that counts as an absence,
--       6 gap ms after which the monitor counts as started anew
-- Returns {1, fence} when the lead is ours, else {0, ms until the lease ends}
local now = now_ms()
local seen = redis.call('HMGET', KEYS[2], 'seen_at', 'led_at', 'fence', 'enabled', 'redis_run', 'started_at')
-- A Redis that was started again lost its clients, however short its absence was.
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
if (seen[1] and now - seen[1] > tonumber(ARGV[5])) or (seen[5] and seen[5] ~= run) then
  redis.call('HSET', KEYS[3], 'grace_until', int(now + ARGV[4]))
end
redis.call('HSET', KEYS[2], 'seen_at', int(now), 'redis_run', run)
local holder = redis.call('HMGET', KEYS[1], 'monitor', 'fence')
if holder[1] and holder[1] ~= ARGV[1] then return { 0, redis.call('PTTL', KEYS[1]) } end
local fence = holder[2]
if not fence then
  fence = int(math.max(tonumber(seen[3] or 0) + 1, now))
  redis.call('HSET', KEYS[1], 'monitor', ARGV[1], 'fence', fence)
  redis.call('HSET', KEYS[2], 'fence', fence, 'leader', ARGV[1], 'settings', ARGV[3])
  if seen[4] ~= '0' and (not seen[6] or now - (seen[2] or 0) > tonumber(ARGV[6])) then
    redis.call('HSET', KEYS[2], 'started_at', int(now))
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], 'led_at', int(now))
return { 1, fence }
