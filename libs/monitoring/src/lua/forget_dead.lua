-- Forgets dead tasks that were found up to a time.
-- KEYS: 1 dead tasks, 2 dead task facts
-- ARGV: 1 Unix ms, or '+inf'
-- Returns how many
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
for i = 1, #ids, 1000 do
  redis.call('HDEL', KEYS[2], unpack(ids, i, math.min(i + 999, #ids)))
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
return #ids
