--#include time.lua
-- Queued tasks whose jobs the monitor has to look for now, the longest due first; it looks for them again after a while, and
-- later the more tasks wait.
-- KEYS: 1 outbox
-- ARGV: 1 most, 2 least ms until it looks again, 3 ms for each waiting task
-- Returns {now, id, …}
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', int(now), 'LIMIT', 0, ARGV[1])
local again = now + math.max(tonumber(ARGV[2]), redis.call('ZCARD', KEYS[1]) * ARGV[3])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], int(again), id) end
table.insert(ids, 1, int(now))
return ids
