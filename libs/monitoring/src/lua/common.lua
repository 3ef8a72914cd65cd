--#include time.lua
-- What the scripts of the monitor share.

-- After the last score of a set: a place in the order of arrival, even within one millisecond.
local function next_score(set, now)
  local last = redis.call('ZRANGE', set, -1, -1, 'WITHSCORES')[2]
  return int(math.max(now, tonumber(last or 0) + 1))
end
