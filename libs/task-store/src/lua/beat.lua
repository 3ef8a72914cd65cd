#!lua flags=allow-oom
--#include common.lua
-- Signs of life of the attempts of one worker process, and its presence. A worker that only was cut off takes its death back.
-- KEYS: 1 heartbeats, 2 workers, 3 settings changed at run time, 4 detector, 5.. tasks
-- ARGV: 1 heartbeat timeout ms unless it was changed, 2 worker, 3 presence (JSON), 4 '1' when the one task runs alone there, then
--       per task: id, fence, progress, ms it has run
-- Returns per task 'ok' | 'cancel' | 'timeout' | 'lost'
local now = now_ms()
local timeout = tonumber(redis.call('HGET', KEYS[3], 'task_heartbeat_timeout') or ARGV[1] / 1000) * 1000
local deadline = int(now + timeout)
redis.call('HSET', KEYS[2], ARGV[2], int(now) .. ' ' .. ARGV[3])
local answers = {}
local gap_ms, gaps = 0, 0
for i = 5, #KEYS do
  local at = 5 + (i - 5) * 4
  local r = redis.call('HMGET', KEYS[i], 'status', 'fence', 'cancel_requested', 'time_up', 'died')
  if r[1] == 'running' and r[2] == ARGV[at + 1] then
    local before = redis.call('ZSCORE', KEYS[1], ARGV[at])
    if before and now + timeout > tonumber(before) then
      gap_ms, gaps = gap_ms + now + timeout - before, gaps + 1
    end
    redis.call('ZADD', KEYS[1], deadline, ARGV[at])
    redis.call('HSET', KEYS[i], 'progress', ARGV[at + 2], 'ran_ms', ARGV[at + 3])
    if ARGV[4] == '1' then redis.call('HSET', KEYS[i], 'alone', 1) end
    answers[#answers + 1] = wish(r[3], r[4], r[2])
  else
    if r[5] == ARGV[at + 1] and (r[1] == 'queued' or r[1] == 'running') then
      redis.call('HINCRBY', KEYS[i], 'deaths', -1)
      redis.call('HDEL', KEYS[i], 'died')
    end
    answers[#answers + 1] = refused(KEYS[4])
  end
end
if gaps == 0 then return answers end
-- sums whose quotient is the mean time between two beats; halved now and then, so that it follows what is now
local sum = redis.call('HINCRBY', KEYS[4], 'beat_gap_ms', int(gap_ms))
local times = redis.call('HINCRBY', KEYS[4], 'beat_gaps', gaps)
if times > 10000 then
  redis.call('HSET', KEYS[4], 'beat_gap_ms', int(sum / 2), 'beat_gaps', int(times / 2))
end
return answers
