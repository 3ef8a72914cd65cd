#!lua flags=allow-oom
--#include common.lua
-- A worker lets a queued task go whose job it has: the task waits for another job, under a new fence.
-- KEYS: 1 task, 2 outbox
-- ARGV: 1 task id, 2 fence of the job
-- Returns the new fence, or '' when the task does not wait for this job
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'released_from')
if r[1] ~= 'queued' then return '' end
if r[3] == ARGV[2] then return r[2] end -- the reply to this very call was lost
if r[2] ~= ARGV[2] then return '' end
local now = now_ms()
local fence = int(next_fence(r[2], now))
redis.call('HSET', KEYS[1], 'fence', fence, 'released_from', ARGV[2], 'due_at', int(now))
redis.call('HDEL', KEYS[1], 'reason')
expect_job(KEYS[2], ARGV[1], now)
return fence
