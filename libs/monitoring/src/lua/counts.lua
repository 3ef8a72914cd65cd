--#include common.lua
-- How many tasks are watched.
-- KEYS: 1 heartbeats, 2 hand heartbeats, 3 dead tasks, 4 detector
-- Returns {now, watched, late of them, dead, sum of the ms between beats lately, number of them}
local now = int(now_ms())
local function of(command, ...) return redis.call(command, KEYS[1], ...) + redis.call(command, KEYS[2], ...) end
local gaps = redis.call('HMGET', KEYS[4], 'beat_gap_ms', 'beat_gaps')
return { now, of('ZCARD'), of('ZCOUNT', '-inf', now), redis.call('ZCARD', KEYS[3]), gaps[1] or '0', gaps[2] or '0' }
