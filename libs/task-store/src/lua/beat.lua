--#include common.lua
-- Signs of life of the attempts of one worker process, and its presence.
-- KEYS: 1 heartbeats, 2 workers, 3.. tasks
-- ARGV: 1 heartbeat timeout ms, 2 worker, 3 presence (JSON), then per task: id, fence, progress
-- Returns per task 'ok' | 'cancel' | 'lost'
local now = now_ms()
local deadline = int(now + ARGV[1])
redis.call('HSET', KEYS[2], ARGV[2], int(now) .. ' ' .. ARGV[3])
local answers = {}
for i = 3, #KEYS do
  local at = 4 + (i - 3) * 3
  local r = redis.call('HMGET', KEYS[i], 'status', 'fence', 'cancel_requested')
  if r[1] == 'running' and r[2] == ARGV[at + 1] then
    redis.call('ZADD', KEYS[1], deadline, ARGV[at])
    redis.call('HSET', KEYS[i], 'progress', ARGV[at + 2])
    answers[#answers + 1] = r[3] == '1' and 'cancel' or 'ok'
  else
    answers[#answers + 1] = 'lost'
  end
end
return answers
