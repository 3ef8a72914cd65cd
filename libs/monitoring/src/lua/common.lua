-- What the scripts of the monitor share.

local function int(n) return string.format('%.0f', n) end

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- After the last score of a set: a place in the order of arrival, even within one millisecond.
local function next_score(set, now)
  local last = redis.call('ZRANGE', set, -1, -1, 'WITHSCORES')[2]
  return int(math.max(now, tonumber(last or 0) + 1))
end
