--#include common.lua
-- What the sweep has to look at now. After Redis or the sweep was away, deadlines are late through nobody's fault:
-- then nobody counts as dead for one heartbeat timeout.
-- KEYS: 1 sweep, 2 heartbeats, 3 outbox, 4 retention
-- ARGV: 1 gap ms that counts as an absence, 2 heartbeat timeout ms, 3 most entries of each kind
-- Returns {now, late task ids, task ids of the outbox, finished workflow ids}
local now = now_ms()
local s = redis.call('HMGET', KEYS[1], 'last', 'grace_until')
local grace = tonumber(s[2] or 0)
if s[1] and now - s[1] > tonumber(ARGV[1]) then
  grace = now + ARGV[2]
  redis.call('HSET', KEYS[1], 'grace_until', int(grace))
end
redis.call('HSET', KEYS[1], 'last', int(now))
local function due(key) return redis.call('ZRANGEBYSCORE', key, '-inf', int(now), 'LIMIT', 0, ARGV[3]) end
return { int(now), grace > now and {} or due(KEYS[2]), due(KEYS[3]), due(KEYS[4]) }
