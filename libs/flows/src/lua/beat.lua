#!lua flags=allow-oom
--#include common.lua
-- The sign of life of an engine for its activations of one job.
-- KEYS: 1 job
-- ARGV: 1 ms without one after which it counts as dead, 2.. n and fence of each
-- Returns for each `ok`, `end` when the job is over, or `lost`
local state, answers = redis.call('HGET', J, 'state'), {}
for i = 2, #ARGV, 2 do
  local a = redis.call('HMGET', act_key(ARGV[i]), 'fence', 'routine', 'state')
  if a[1] ~= ARGV[i + 1] or a[3] ~= 'running' then
    answers[#answers + 1] = 'lost'
  else
    redis.call('ZADD', ACTS, 'XX', int(now + ARGV[1]), a[2] .. ' ' .. ARGV[i])
    answers[#answers + 1] = (state == 'running' or state == 'paused') and 'ok' or 'end'
  end
end
return answers
