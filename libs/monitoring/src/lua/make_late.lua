#!lua flags=allow-oom
--#include common.lua
-- Makes an attempt count as late at once: what it stood on is gone. A sign of life that still comes says otherwise.
-- KEYS: 1 task, 2 heartbeats, 3 detector
-- ARGV: 1 task id, 2 fence of the attempt
-- Returns {when it would have been late} | {'spared'} (during a grace period no attempt counts as dead) | {} (that attempt is not
-- the current one)
local r = redis.call('HMGET', KEYS[1], 'status', 'fence')
if r[1] ~= 'running' or r[2] ~= ARGV[2] then return {} end
if spares_all(KEYS[3], now_ms()) then return { 'spared' } end
local deadline = redis.call('ZSCORE', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[2], int(now_ms() - 1), ARGV[1])
return { deadline or '0' }
