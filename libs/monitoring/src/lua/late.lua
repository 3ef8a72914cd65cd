--#include common.lua
-- Reads the members that are late; none during a grace period.
-- KEYS: 1 deadlines, 2 detector
-- ARGV: 1 most members to return
-- Returns {now, member, deadline, member, deadline …}, the longest late first
local now = now_ms()
if spares_all(KEYS[2], now) then return { int(now) } end
local late = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', int(now), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
table.insert(late, 1, int(now))
return late
