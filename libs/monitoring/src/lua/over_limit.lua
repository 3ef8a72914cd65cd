--#include common.lua
-- Which tasks of one name have run for longer than they may and were not told of that, by the clock of the worker that runs them:
-- its beats tell how long. A worker that sleeps tells nothing; what was not heard for so long counts for the first two limits.
-- KEYS: 1 heartbeats, 2 detector, 3.. tasks
-- ARGV: 1 ms by which a limit may be exceeded, 2 heartbeat timeout ms, 3-5 warning, soft and hard limit of the task's name in
--       seconds, 6-7 shares of any other hard limit that the first two have
-- Returns {place among the tasks from 1, 'warning' | 'soft' | 'hard', …}
local over = {}
local now, spared = now_ms(), spares_all(KEYS[2], now_ms())
for i = 3, #KEYS do
  local r = redis.call('HMGET', KEYS[i], 'ran_ms', 'timeout', 'fence', 'warning', 'soft_timeout', 'task_id')
  if r[1] and r[2] then
    local hard, ran = tonumber(r[2]), tonumber(r[1])
    local own = hard == tonumber(ARGV[5])
    local warning, soft = own and ARGV[3] or hard * ARGV[6], own and ARGV[4] or hard * ARGV[7]
    local deadline = not spared and redis.call('ZSCORE', KEYS[1], r[6])
    local silent = deadline and math.max(0, math.min(tonumber(ARGV[2]), now - deadline + ARGV[2])) or 0
    local function past(seconds, ms) return ms > seconds * 1000 + ARGV[1] end
    local level = past(hard, ran) and 'hard'
      or r[5] ~= r[3] and past(soft, ran + silent) and 'soft'
      or r[4] ~= r[3] and r[5] ~= r[3] and past(warning, ran + silent) and 'warning'
    if level then
      over[#over + 1] = i - 2
      over[#over + 1] = level
    end
  end
end
return over
