--#include common.lua
-- Who is late; nobody is while everybody is spared.
-- KEYS: 1 deadlines, 2 detector
-- ARGV: 1 most that are wanted
-- Returns {now, member, deadline, member, deadline …}, the longest late first
local now = now_ms()
if spares_all(KEYS[2], now) then return { int(now) } end
local late = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', int(now), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
table.insert(late, 1, int(now))
return late
