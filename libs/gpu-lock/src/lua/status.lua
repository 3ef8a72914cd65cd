-- Everything about one GPU at one moment; changes nothing.
-- KEYS: as in common.lua
-- ARGV: 1 most waiters
-- Returns {now ms, watched ms, lease, waiting tasks, number of them, waiters (JSON), statistics, history (JSON)}
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local skew = redis.call('HGET', KEYS[8], 'skew') or 0
local waiting = redis.call('ZRANGE', KEYS[2], 0, ARGV[1] - 1)
local waiters = #waiting > 0 and redis.call('HMGET', KEYS[3], unpack(waiting)) or {}
return { now, now - skew, redis.call('HGETALL', KEYS[1]), waiting, redis.call('ZCARD', KEYS[2]), waiters,
  redis.call('HGETALL', KEYS[6]), redis.call('LRANGE', KEYS[7], 0, -1) }
